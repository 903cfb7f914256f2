# frozen_string_literal: true

# What can go wrong between Ruby and C.
require "minitest/autorun"
require "json"
require "stringio"
require "quoth"

class TestQuoth < Minitest::Test
  PAGE = "<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>"

  def resident = File.read("/proc/self/status")[/^VmRSS:\s+(\d+)/, 1].to_i

  def test_records
    doc = Quoth.parse(PAGE)
    assert_equal ["Night ferry", "title"], [doc.blocks[0].text, doc.blocks[0].kind]
    assert_equal "Mara Lindqvist", doc.quotes[0].speaker.name
    assert_equal ["“We sail,”", "said"], [doc.quotes[0].text, doc.quotes[0].cue_text]
    assert_equal doc.quotes, doc.speakers[0].quotes
    assert_equal doc.text[doc.quotes[0].parts[0]], doc.quotes[0].text
    assert_nil doc.quotes[0].parent
    assert_equal "Night ferry", doc.articles[0].title
    assert_equal "Mara Lindqvist", doc.mentions[0].speaker.to_s
    assert_predicate doc.blocks[0], :main?
    assert_equal "Night ferry", doc.metadata[:title] || doc.blocks[0].text
    assert_raises(FrozenError) { doc.quotes << 1 }
    assert_match(/2 quotes/, doc.inspect)
    case doc.blocks[0]
    in { kind: "title", start: } then assert_equal 0, start
    end
  end

  def test_enumerable
    doc = Quoth.parse(PAGE)
    assert_equal doc.quotes, doc.to_a
    assert_equal({ "Mara Lindqvist" => 2 }, doc.map { |quote| quote.speaker.name }.tally)
    assert_equal 2, doc.each.size
    assert_same doc, doc.each { |quote| quote }
  end

  def test_embedded_nul
    text = "One\0two. “We sail,” said Mara Lindqvist."
    doc = Quoth.parse(text, media_type: "text/plain")
    assert_equal text, doc.text
    assert_equal "“We sail,”", doc.first.text
    assert_raises(::ArgumentError) { Quoth.parse("x", name: "a\0b") }
    assert_raises(Quoth::ArgumentError) { Quoth::Engine.new(languages: ["e\0n"]) }
  end

  def test_emoji_before_a_quote
    doc = Quoth.parse("😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.")
    assert_equal 8...18, doc.first.parts[0]
    assert_equal "“We sail,”", doc.text[doc.first.parts[0]]
  end

  def test_right_to_left
    doc = Quoth.parse("قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.")
    assert_equal [%w[Arab rtl], %w[Hebr rtl]], doc.scripts.map { |run| [run.script, run.direction] }
    assert_equal doc.text, doc.scripts.map(&:text).join
    assert_equal "«سنبحر غدا»", doc.first.text.delete_suffix(".")
    assert_equal "Arabic", doc.scripts[0].name
  end

  def test_invalid_utf8
    doc = Quoth.parse("Gr\xC3\xBC\xC3\x9Fe \xE2\x80 “We sail,” said Mara.")
    assert_equal 1, doc.source.repaired
    assert_includes doc.text, "\u{FFFD}"
    assert_predicate doc.text, :valid_encoding?
    assert_equal "Grüße", Quoth.parse("Gr\xFC\xDFe".b, charset: "iso-8859-1").text
    assert_equal "Grüße", Quoth.parse("Grüße".encode("ISO-8859-1")).text
    assert_equal "Grüße", Quoth.parse("Grüße".encode("UTF-16LE")).text
  end

  def test_empty_input
    doc = Quoth.parse("")
    assert_equal "", doc.text
    assert_empty doc.blocks + doc.quotes + doc.scripts
    assert_nil doc.metadata[:title]
  end

  def test_a_megabyte
    sentence = "“We sail in any weather,” said Mara Lindqvist.\n\n"
    count = 2**20 / sentence.bytesize
    doc = Quoth.parse(sentence * count, media_type: "text/plain")
    assert_equal count, doc.count
    assert_equal "“We sail in any weather,”", doc.quotes.last.text
  end

  def test_errors
    error = assert_raises(Quoth::CharsetError) { Quoth.parse("x".b, charset: "klingon") }
    assert_equal ['unknown charset "klingon"', "QUOTH_ERROR_CHARSET", 0], [error.message, error.status, error.offset]
    assert_kind_of Quoth::Error, error
    assert_raises(Quoth::LimitError) { Quoth::Engine.new(limits: { input_bytes: 3 }).parse("four") }
    assert_raises(Quoth::LimitError) { Quoth::Engine.new(limits: { memory_bytes: 3 }).parse("four") }
    assert_raises(Quoth::NotTextError) { Quoth.parse("\x89PNG\r\n\x1A\n\0\0\0\rIHDR".b) }
    assert_raises(Quoth::ArgumentError) { Quoth.parse(42) }
    assert_raises(Quoth::ArgumentError) { Quoth::Engine.new(layers: [:colours]) }
    assert_raises(Quoth::ArgumentError) { Quoth::Engine.new(languages: ["klingon"]) }
    assert_raises(Quoth::ArgumentError) { Quoth.parse("x", speakers: [[]]) }
    assert_raises(Quoth::DamagedError) { Quoth::Document.load("no document") }
    assert_raises(Quoth::MediaTypeError) { Quoth.parse("x", media_type: "image/png") }
  end

  def test_options
    engine = Quoth::Engine.new(languages: ["en"], speakers: [{ id: "m", names: ["Mara Lindqvist", "Mara"] }, "Joost"])
    doc = engine.parse("“We sail,” said Mara.", name: "a", url: "https://example.org/")
    assert_equal ["m", "https://example.org/"], [doc.first.speaker.id, doc.source.url]
    assert_empty Quoth::Engine.new(layers: [:scripts]).parse(PAGE).quotes
    assert_equal "utf16", JSON.parse(doc.to_json(offsets: :utf16))["offsets"]
    assert_includes doc.export(:csv, speaker: doc.speakers[0]), "Mara"
    assert_raises(Quoth::ArgumentError) { doc.export("papyrus") }
    assert_raises(Quoth::ArgumentError) { doc.to_json(offsets: :words) }
    assert_equal "de", Quoth.identify_language("Das ist ein ganz gewöhnlicher Satz.")[0]
    assert_equal doc.text, Marshal.load(Marshal.dump(doc)).text
    assert_equal "“We sail,”", Quoth.parse(StringIO.new(PAGE)).first.text
    assert_equal Quoth::VERSION, Quoth.library_version
  end

  def test_documents_outlive_engines_and_records_documents
    quote = Quoth::Engine.new.parse(PAGE).first
    GC.start
    20.times { Quoth.parse("x" * 5000) }
    GC.start
    assert_equal ["“We sail,”", "Mara Lindqvist"], [quote.text, quote.speaker.name]
  end

  def test_garbage_collection_at_every_allocation
    doc = Quoth.parse(PAGE)
    GC.stress = true
    Quoth.parse("“We sail,” said Mara.").quotes.each(&:text)
    fields = doc.blocks.map(&:to_h)
    GC.stress = false
    assert_equal "title", fields[0][:kind]
  end

  def test_memory_is_flat
    rounds = lambda do |count|
      count.times do
        assert_equal 2, Quoth.parse(PAGE).quotes.size
        assert_raises(Quoth::CharsetError) { Quoth.parse(PAGE, charset: "klingon") }
      end
      GC.start
      resident
    end
    before = rounds.call(300)
    grown = rounds.call(1000) - before
    assert_operator grown, :<, 8192, "KiB more after 1,000 rounds"
  end
end
