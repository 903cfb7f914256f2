# frozen_string_literal: true

module Quoth
  # One row of a list of a document, which it keeps alive. Its fields are methods, as in the JSON format; spans are ranges of
  # characters, so that `document.text[span]` cuts the text.
  class Record
    attr_reader :document, :index

    # Which list of a document it is of, and a method for each field.
    def self.table(number)
      const_set(:TABLE, number)
      (0..).lazy.map { |field| Raw.field_name(number, field) }.take_while(&:itself).each do |name|
        key = name.to_sym
        define_method(Raw.field_kind(number, const_get(:FIELDS, false).push(key).size - 1) == "flag" ? :"#{name}?" : key) { @fields[key] }
      end
    end

    def self.inherited(subclass)
      super
      subclass.const_set(:FIELDS, [])
    end

    def initialize(document, index, fields)
      @document = document
      @index = index
      @fields = fields.freeze
      freeze
    end

    # All fields by name.
    def to_h = @fields

    def deconstruct_keys(_names) = @fields

    def ==(other) = other.class == self.class && other.index == index && other.document == document

    alias eql? ==

    def hash = [self.class, index, document].hash

    def to_s = respond_to?(:text) ? text : super

    def inspect = "#<#{self.class} #{index} #{to_s.inspect}>"
  end

  # A record with bounds in the text.
  module Stretch
    # Characters of the text.
    def range = start...self.end

    def text = document.text[range]
  end

  # A leaf of the page: a title, a paragraph, a turn of a conversation, a link to another page.
  class Block < Record
    include Stretch
    table 0

    # Quotations that begin in it.
    def quotes = document.quotes.select { |quote| quote.block == index }
  end

  # A run of one script (UAX #24).
  class ScriptRun < Record
    include Stretch
    table 1

    # The script's English name: "Latin".
    def name = Raw.script_name(script)
  end

  # Something that somebody said.
  class Quote < Record
    table 2

    # Its parts, joined by a space.
    def text = parts.map { |part| document.text[part] }.join(" ")

    # The word that says so ("said"), or nil.
    def cue_text = cue && document.text[cue]

    # What the text calls the speaker here: a name, a description, a pronoun; or nil.
    def speaker_text = speaker_mention && document.text[speaker_mention]

    def speaker = speaker_index && document.speakers[speaker_index]

    def addressee = addressee_index && document.speakers[addressee_index]

    # The quotation that holds this one, or nil.
    def parent = parent_index && document.quotes[parent_index]
  end

  # Somebody who speaks.
  class Speaker < Record
    table 3

    # What it says, in the text's order.
    def quotes = document.quotes.select { |quote| quote.speaker_index == index }

    def to_s = name
  end

  # A place where the text mentions a speaker.
  class Mention < Record
    include Stretch
    table 4

    def speaker = document.speakers[speaker_index]
  end

  # One article of the page.
  class Article < Record
    include Stretch
    table 5

    # Its headline, or nil.
    def title = title_index && document.blocks[title_index].text

    def blocks = document.blocks.select { |block| block.article == index }
  end

  # A point where two texts were stuck together without a space.
  class Glue < Record
    table 6
  end

  # A word that mixes scripts as look-alikes do.
  class MixedToken < Record
    include Stretch
    table 7
  end

  # A string in quotation marks that is nobody's speech.
  class Mark < Record
    include Stretch
    table 8
  end
end
