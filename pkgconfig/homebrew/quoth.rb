# Formula of the source tree that it lies in:
#   brew tap-new local/quoth && cp pkgconfig/homebrew/quoth.rb "$(brew --repository local/quoth)/Formula"
#   HOMEBREW_QUOTH_SOURCE="$PWD" brew install --HEAD local/quoth/quoth
class Quoth < Formula
  desc "Document parsing, script detection and quote attribution"
  license "Apache-2.0"
  head ENV.fetch("HOMEBREW_QUOTH_SOURCE", Dir.pwd), using: :git

  depends_on "cmake" => :build
  depends_on "ninja" => :build
  depends_on "pkgconf" => [:build, :test]
  depends_on "icu4c@77"
  depends_on "jansson"
  depends_on "utf8proc"
  depends_on "zstd"

  uses_from_macos "zlib"

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DQUOTH_TESTS=OFF", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build"
  end

  test do
    (testpath/"text.txt").write "\u201cWe sail,\u201d said Mara Lindqvist.\n"
    assert_match "Mara Lindqvist", shell_output("#{bin}/quoth quotes text.txt")
    (testpath/"test.c").write <<~C
      #include <quoth/quoth.h>
      #include <stdio.h>
      int main(void) {
        quoth_engine *engine = NULL;
        if (quoth_engine_new(NULL, &engine, NULL) != QUOTH_OK)
          return 1;
        puts(quoth_version());
        quoth_engine_release(engine);
        return 0;
      }
    C
    flags = shell_output("pkgconf --cflags --libs quoth").chomp.split
    system ENV.cc, "test.c", "-o", "test", *flags
    assert_match(/^\d+\.\d+\.\d+$/, shell_output("./test"))
  end
end
