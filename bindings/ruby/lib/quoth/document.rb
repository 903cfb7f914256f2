# frozen_string_literal: true

module Quoth
  # All that was found in one input. Immutable; made by Quoth.parse. As an Enumerable it is its quotations.
  class Document
    include Enumerable

    UNITS = { byte: 0, codepoint: 1, utf16: 2 }.freeze

    # Where the text came from: name, url, type ("text", "html"), charset, bytes, repaired (sequences replaced by U+FFFD).
    Source = Struct.new(:name, :url, :type, :charset, :bytes, :repaired)

    # A document as #save wrote it.
    def self.load(bytes) = new(Raw.document_load(bytes))

    def initialize(handle)
      @handle = handle
      @lists = {}
    end

    # The one string that all offsets point into.
    def text = @text ||= Raw.document_text(@handle).freeze

    # The blocks, in the text's order.
    def blocks = list(Block)

    # The script runs; they tile the text.
    def scripts = list(ScriptRun)

    # The quotations, in order of their first character.
    def quotes = list(Quote)

    # The speakers by first quotation.
    def speakers = list(Speaker)

    # Where the text mentions its speakers, speaker by speaker.
    def mentions = list(Mention)

    # The articles of the page.
    def articles = list(Article)

    # Points where two texts were stuck together without a space.
    def glue = list(Glue)

    # Words that mix scripts as look-alikes do.
    def mixed_tokens = list(MixedToken)

    # Strings in quotation marks that are nobody's speech.
    def marks = list(Mark)

    # The quotations, one after the other.
    def each(&block)
      return enum_for(:each) { quotes.size } unless block

      quotes.each(&block)
      self
    end

    # The text a reader came for: the blocks with main?, joined by line feeds.
    def main_text = blocks.select(&:main?).map(&:text).join("\n")

    def source
      @source ||= Source.new(Raw.source_name(@handle), Raw.source_url(@handle), Raw.source_type(@handle), Raw.source_charset(@handle),
                             Raw.source_bytes(@handle), Raw.source_repaired(@handle)).freeze
    end

    # What the page says about itself, by names: :title, :author, :date, …
    def metadata
      @metadata ||= (0..).lazy.map { |field| [Raw.metadata_field_name(field), field] }.take_while(&:first)
                         .to_h { |name, field| [name.to_sym, Raw.metadata_value(@handle, field)] }.freeze
    end

    # The document as text in a format: "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown", "report". `speaker`: only
    # that voice.
    def export(format, offsets: :codepoint, compact: false, speaker: nil)
      unit = UNITS.fetch(offsets.to_sym) { raise ArgumentError, "offsets is #{offsets}, not one of #{UNITS.keys.join(", ")}" }
      Raw.document_export(@handle, format.to_s, unit, compact ? 1 : 0, speaker ? speaker.index : -1)
    end

    # The document as JSON, format 1.
    def to_json(*, offsets: :codepoint, compact: true) = export("json", offsets: offsets, compact: compact).chomp

    # The whole document as a binary string, for Document.load; Marshal uses it.
    def save = Raw.document_save(@handle)

    def _dump(_level) = save

    def self._load(bytes) = load(bytes)

    def inspect = "#<Quoth::Document: #{text.size} characters, #{blocks.size} blocks, #{quotes.size} quotes>"

    private

    def list(record)
      @lists[record] ||= Raw.build(@handle, record::TABLE).each_with_index.map { |fields, index| record.new(self, index, fields) }.freeze
    end
  end
end
