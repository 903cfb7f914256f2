# frozen_string_literal: true

# Prints each document, read by the records of the binding, as a line of JSON.
require "json"
require "pathname"
require "quoth"

LISTS = %i[blocks scripts quotes speakers mentions articles glue mixed_tokens marks].freeze
DERIVED = %i[text cue_text speaker_text].freeze

def fields_of(record)
  derived = DERIVED.select { |name| record.respond_to?(name) }.to_h { |name| [name, record.public_send(name)] }
  record.to_h.merge(derived)
end

# Ranges as pairs.
def plain(value)
  case value
  when Range then [value.begin, value.end]
  when Array then value.map { |item| plain(item) }
  when Hash then value.transform_values { |item| plain(item) }
  else value
  end
end

ARGV.each do |path|
  doc = Quoth.parse(Pathname(path))
  lists = LISTS.to_h { |list| [list, doc.public_send(list).map { |record| plain(fields_of(record)) }] }
  puts JSON.generate({ text: doc.text, source: doc.source.to_h, metadata: doc.metadata }.merge(lists))
end
