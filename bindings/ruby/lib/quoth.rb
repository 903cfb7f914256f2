# frozen_string_literal: true

require_relative "quoth/version"
require_relative "quoth/error"
require "quoth/raw"
require_relative "quoth/records"
require_relative "quoth/document"
require_relative "quoth/engine"

# Who said what: pages and texts become blocks, script runs, and quotations with their speakers.
#
#   Quoth.parse("“We sail,” said Mara Lindqvist.").each { |quote| puts "#{quote.speaker}: #{quote.text}" }
module Quoth
  # Find blocks, scripts, quotations and speakers in a page or text: a String (a binary one is bytes), a Pathname or an IO. Media
  # type, charset and language are guessed where they are not given; `speakers` is a cast: no quotation gets another speaker.
  # Damaged text is repaired and counted in Document#source.
  def self.parse(input, **options) = (@engine ||= Engine.new).parse(input, **options)

  # The language of a text, its BCP 47 tag, and how sure that is. `candidates` are the tags it may be.
  def self.identify_language(text, candidates: [])
    Raw.identify_language(text.encode(Encoding::UTF_8), candidates.map { |tag| "#{tag}\0" }.join, nil)
  end

  # The version of the library.
  def self.library_version = Raw.version
end
