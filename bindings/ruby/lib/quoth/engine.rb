# frozen_string_literal: true

module Quoth
  # Configuration and language packs; made once, used by any number of threads.
  class Engine
    LAYERS = { scripts: 1, blocks: 2, quotes: 4 }.freeze
    LIMITS = %i[input_bytes blocks memory_bytes].freeze

    # `languages`: tags that blocks and quotations may be in; `layers`: :scripts, :blocks, :quotes; `limits`: input_bytes, blocks,
    # memory_bytes;
    # `speakers`: a cast for all parses.
    def initialize(languages: [], layers: [], limits: {}, speakers: nil)
      layers = layers.map { |layer| LAYERS.fetch(layer.to_sym) { raise ArgumentError, "unknown layer #{layer}" } }
      unknown = limits.find { |name, limit| !LIMITS.include?(name) || !limit.is_a?(Integer) || limit.negative? }
      raise ArgumentError, "unknown or negative limit #{unknown.first}" if unknown

      @speakers = pack_speakers(speakers || [])
      @handle = Raw.engine_new(layers.reduce(0, :|), limits.fetch(:input_bytes, 0), limits.fetch(:blocks, 0),
                               limits.fetch(:memory_bytes, 0), pack(languages))
    end

    # Parse one input: see Quoth.parse.
    def parse(input, media_type: nil, charset: nil, url: nil, name: nil, language: nil, speakers: nil)
      if input.respond_to?(:read)
        name ||= input.to_path if input.respond_to?(:to_path)
        input = (input.respond_to?(:binread) ? input.binread : input.read).b
      end
      input, charset = text_of(input, charset)
      Document.new(Raw.parse(@handle, input, name, url, media_type, charset, language, speakers ? pack_speakers(speakers) : @speakers, nil))
    end

    private

    # Text goes in as UTF-8, binary strings as they are.
    def text_of(input, charset)
      raise ArgumentError, "a String, IO or Pathname is needed, not #{input.class}" unless input.is_a?(String)
      return [input, charset] if input.encoding == Encoding::BINARY || charset
      return [input, "utf-8"] if [Encoding::UTF_8, Encoding::US_ASCII].include?(input.encoding)

      [input.encode(Encoding::UTF_8, invalid: :replace, undef: :replace), "utf-8"]
    end

    # Strings, each ended by NUL, as the library reads them.
    def pack(strings)
      strings.map do |string|
        raise ArgumentError, "embedded NUL in #{string.inspect}" if string.include?("\0")

        "#{string}\0"
      end.join
    end

    # A speaker is a name, an array of names, or a hash with id and names.
    def pack_speakers(speakers)
      speakers.map do |speaker|
        id, names = speaker.is_a?(Hash) ? [speaker[:id], Array(speaker[:names])] : [nil, Array(speaker)]
        raise ArgumentError, "a speaker without name" if names.empty? || names.any?(&:empty?)

        "#{pack([id.to_s, *names])}\0"
      end.join
    end
  end
end
