# frozen_string_literal: true

# --with-quoth-dir=PREFIX, or pkg-config, says where the library is.
require "mkmf"

dir_config("quoth")
pkg_config("quoth")
abort "libquoth is missing: install it, or say --with-quoth-dir=PREFIX" unless have_header("quoth/quoth.h") && have_library("quoth", "quoth_version", "quoth/quoth.h")

create_makefile("quoth/raw")
