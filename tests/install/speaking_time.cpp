// Who speaks how much: the words of each speaker over all files, the most talkative first. C++17.
#include <quoth/quoth.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

struct release {
    void operator()(quoth_engine *engine) const { quoth_engine_release(engine); }
    void operator()(quoth_document *doc) const { quoth_document_release(doc); }
};
using engine = std::unique_ptr<quoth_engine, release>;
using document = std::unique_ptr<quoth_document, release>;

void check(quoth_status status, const quoth_error &err) {
    if (status != QUOTH_OK)
        throw std::runtime_error(std::string(quoth_status_name(status)) + ": " + err.message);
}

engine make_engine() {
    quoth_engine *made = nullptr;
    quoth_error err = {};
    check(quoth_engine_new(nullptr, &made, &err), err);
    return engine(made);
}

document parse(const engine &with, const std::string &bytes) {
    quoth_document *made = nullptr;
    quoth_error err = {};
    check(quoth_parse(with.get(), bytes.data(), bytes.size(), nullptr, &made, &err), err);
    return document(made);
}

std::string read_file(const char *path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error(std::string(path) + ": cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (char c : text) {
        bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

void add_words(const document &doc, std::map<std::string, std::size_t> &words) {
    std::size_t size = 0;
    const char *bytes = quoth_document_text(doc.get(), &size);
    const std::string_view text(bytes, size);
    for (std::size_t i = 0; i < quoth_document_quote_count(doc.get()); i++) {
        const quoth_quote *quote = quoth_document_quote(doc.get(), i);
        if (quote->speaker < 0)
            continue;
        const quoth_speaker *speaker = quoth_document_speaker(doc.get(), static_cast<std::size_t>(quote->speaker));
        for (std::size_t p = 0; p < quote->part_count; p++)
            words[speaker->name] += count_words(text.substr(quote->parts[p].start, quote->parts[p].end - quote->parts[p].start));
    }
}

} // namespace

int main(int argc, char **argv) try {
    const engine with = make_engine();
    std::map<std::string, std::size_t> words;
    for (int i = 1; i < argc; i++)
        add_words(parse(with, read_file(argv[i])), words);
    std::vector<std::pair<std::string, std::size_t>> ranked(words.begin(), words.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    for (const auto &[name, count] : ranked)
        std::printf("%6zu  %s\n", count, name.c_str());
    return 0;
} catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
