# frozen_string_literal: true

module Quoth
  VERSION = "0.1.0"
end
