// Accuracy and time per item beside CLD2, in one process: bench_languages LINES.tsv (language, kind, text).
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <cld2/public/compact_lang_det.h>

#include <quoth/quoth.h>

namespace {

struct Item {
    std::string language, text;
};
using Items = std::map<std::string, std::vector<Item>>;  // by kind

Items read_items(const char *path) {
    Items items;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        size_t a = line.find('\t'), b = line.find('\t', a + 1);
        if (a != std::string::npos && b != std::string::npos)
            items[line.substr(a + 1, b - a - 1)].push_back({line.substr(0, a), line.substr(b + 1)});
    }
    return items;
}

std::string quoth_language(const std::string &text) {
    quoth_language_guess guess;
    quoth_identify_language(text.data(), {0, text.size()}, nullptr, &guess, nullptr);
    return guess.language ? guess.language : "";
}

// CLD2's codes where they are others; what it has no code for it cannot answer.
std::string cld2_language(const std::string &text) {
    static const std::map<std::string, std::string> others = {{"no", "nb"}, {"iw", "he"}, {"zh-Hant", "zh"}, {"mo", "ro"}, {"jw", "jv"}};
    bool reliable;
    std::string code = CLD2::LanguageCode(CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable));
    auto other = others.find(code);
    return other == others.end() ? code : other->second;
}

// Close languages as one.
std::string merged(const std::string &language) {
    static const std::map<std::string, std::string> into = {{"hr", "bs"}, {"sr", "bs"}, {"ms", "id"}, {"nn", "nb"}, {"da", "nb"}};
    auto found = into.find(language);
    return found == into.end() ? language : found->second;
}

struct Result {
    double accuracy, merged_accuracy, nanoseconds;
};

template <typename Identify> Result measure(const std::vector<Item> &items, Identify identify) {
    std::map<std::string, std::array<double, 3>> tally;  // right, right when merged, all
    std::vector<double> times;
    for (int repeat = 0; repeat < 5; repeat++) {
        tally.clear();
        auto start = std::chrono::steady_clock::now();
        std::vector<std::string> answers;
        answers.reserve(items.size());
        for (const Item &item : items)
            answers.push_back(identify(item.text));
        times.push_back(std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count());
        for (size_t i = 0; i < items.size(); i++) {
            auto &row = tally[items[i].language];
            row[0] += answers[i] == items[i].language;
            row[1] += merged(answers[i]) == merged(items[i].language);
            row[2]++;
        }
    }
    std::sort(times.begin(), times.end());
    Result result = {0, 0, times[times.size() / 2] / static_cast<double>(items.size())};
    for (const auto &row : tally) {
        result.accuracy += row.second[0] / row.second[2] / static_cast<double>(tally.size());
        result.merged_accuracy += row.second[1] / row.second[2] / static_cast<double>(tally.size());
    }
    return result;
}

}  // namespace

int main(int argc, char **argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_languages LINES.tsv\n");
        return 2;
    }
    std::printf("%-14s %8s  %-22s %-22s %s\n", "kind", "items", "quoth: right, merged", "CLD2: right, merged", "ns an item: quoth, CLD2, ratio");
    for (const auto &kind : read_items(argv[1])) {
        Result ours = measure(kind.second, quoth_language), theirs = measure(kind.second, cld2_language);
        std::printf("%-14s %8zu  %.3f %.3f            %.3f %.3f            %.0f %.0f %.1f\n", kind.first.c_str(), kind.second.size(), ours.accuracy,
                    ours.merged_accuracy, theirs.accuracy, theirs.merged_accuracy, ours.nanoseconds, theirs.nanoseconds,
                    theirs.nanoseconds / ours.nanoseconds);
    }
    return 0;
}
