missing() {
    command -v ruby >/dev/null || echo ruby
    ruby -e 'exit File.exist?(File.join(RbConfig::CONFIG["rubyhdrdir"], "ruby.h"))' 2>/dev/null || echo ruby-dev
}

build() {
    gem build --output "$folder/quoth.gem" quoth.gemspec
    gem install --local --no-document --install-dir "$folder/gems" "$folder/quoth.gem" -- "--with-quoth-dir=$prefix" "--with-quoth-lib=$library"
}

program() { GEM_HOME=$folder/gems RUBYOPT="-W -rrubygems" ruby "$@"; }

unit_tests() { program tests/test_quoth.rb; }

cases() { program "$here/tests/cases.rb" "$@"; }
