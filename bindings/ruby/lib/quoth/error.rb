# frozen_string_literal: true

module Quoth
  # A call failed. The message says why.
  class Error < StandardError
    # Name of the status in C, "QUOTH_ERROR_LIMIT".
    attr_reader :status
    # Byte of the input that it is about, 0 where it is about none.
    attr_reader :offset

    def initialize(message, status: "QUOTH_ERROR_ARGUMENT", offset: 0)
      super(message)
      @status = status
      @offset = offset
    end

    # The exception for a failure in C: QUOTH_ERROR_NOT_TEXT is a NotTextError.
    def self.from_status(status, message, offset)
      name = "#{status.delete_prefix("QUOTH_ERROR_").split("_").map(&:capitalize).join}Error"
      (Quoth.const_defined?(name, false) ? Quoth.const_get(name, false) : self).new(message, status: status, offset: offset)
    end
  end

  # An argument breaks its documented rule.
  class ArgumentError < Error; end
  # There is not enough memory.
  class MemoryError < Error; end
  # A limit of the engine was passed; the message names it.
  class LimitError < Error; end
  # The declared character encoding is unknown.
  class CharsetError < Error; end
  # The bytes are no text in any encoding: an image, an archive, a program.
  class NotTextError < Error; end
  # There is no reader for the declared media type.
  class MediaTypeError < Error; end
  # A model or language pack is damaged or of another version.
  class ModelError < Error; end
  # A saved document is damaged.
  class DamagedError < Error; end
end
