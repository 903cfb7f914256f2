# frozen_string_literal: true

require_relative "lib/quoth/version"

Gem::Specification.new do |spec|
  spec.name = "quoth"
  spec.version = Quoth::VERSION
  spec.summary = "Who said what: pages and texts become blocks, scripts, quotations and speakers"
  spec.authors = ["quoth"]
  spec.license = "Apache-2.0"
  spec.required_ruby_version = ">= 3.1"
  spec.files = Dir["lib/**/*.rb", "ext/**/*.{c,h,rb}", "LICENSE"]
  spec.extensions = ["ext/quoth/extconf.rb"]
end
