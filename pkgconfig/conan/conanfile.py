"""Conan recipe of quoth, of the source tree that it lies in.

conan create pkgconfig/conan                                  the libraries it needs from Conan
conan create pkgconfig/conan -o "quoth/*:system_libraries=True"    those of the system, found by pkg-config
"""
import os
import re

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rm, rmdir
from conan.tools.gnu import PkgConfigDeps

required_conan_version = ">=2.0"
ROOT = os.path.join("..", "..")
SOURCES = ("CMakeLists.txt", "LICENSE", "include/*", "libsrc/*", "bindings/cli/*", "pkgconfig/*")


class Quoth(ConanFile):
    name = "quoth"
    license = "Apache-2.0"
    description = "Document parsing, script detection and quote attribution"
    topics = ("text", "quotations", "unicode", "nlp")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "system_libraries": [True, False]}
    default_options = {"shared": False, "system_libraries": False}

    def set_version(self):
        project = load(self, os.path.join(self.recipe_folder, ROOT, "CMakeLists.txt"))
        self.version = re.search(r"project\(quoth VERSION ([0-9.]+)", project)[1]

    def export_sources(self):
        for pattern in SOURCES:
            copy(self, pattern, os.path.join(self.recipe_folder, ROOT), self.export_sources_folder)

    def configure(self):
        self.settings.rm_safe("compiler.cppstd")
        self.settings.rm_safe("compiler.libcxx")

    def requirements(self):
        if not self.options.system_libraries:
            self.requires("icu/[>=72 <79]")
            self.requires("utf8proc/[>=2.8 <3]")
            self.requires("zlib/[>=1.2.11 <2]")
            self.requires("zstd/[>=1.5 <2]")

    def build_requirements(self):
        if not self.options.system_libraries:
            self.tool_requires("pkgconf/[>=2 <3]")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["QUOTH_TESTS"] = False
        toolchain.cache_variables["QUOTH_CLI"] = False
        toolchain.generate()
        PkgConfigDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        CMake(self).install()
        lib = os.path.join(self.package_folder, "lib")
        for unwanted in ["libquoth.a"] if self.options.shared else ["libquoth.so*", "libquoth*.dylib"]:
            rm(self, unwanted, lib)
        # Conan writes files of its own for pkg-config and CMake.
        for folder in ("lib/pkgconfig", "lib/cmake", "share"):
            rmdir(self, os.path.join(self.package_folder, folder))

    def package_info(self):
        self.cpp_info.libs = ["quoth"]
        self.cpp_info.set_property("pkg_config_name", "quoth")
        self.cpp_info.set_property("cmake_file_name", "quoth")
        self.cpp_info.set_property("cmake_target_name", "quoth::quoth" if self.options.shared else "quoth::static")
        if self.options.system_libraries:
            self.cpp_info.system_libs = ["icui18n", "icuuc", "utf8proc", "z", "zstd"]
        else:
            self.cpp_info.requires = ["icu::icu-uc", "icu::icu-i18n", "utf8proc::utf8proc", "zlib::zlib", "zstd::zstd"]
