require "quoth"

page = File.binread(ARGV[0])

def least(rounds, calls)
  clock = Process::CLOCK_PROCESS_CPUTIME_ID
  Array.new(rounds) do
    begun = Process.clock_gettime(clock, :nanosecond)
    calls.times { yield }
    (Process.clock_gettime(clock, :nanosecond) - begun) / calls
  end.min
end

doc = Quoth.parse(page)
fields = -> { doc.quotes.sum(&:confidence) }

puts [least(10, 500) { Quoth.parse("") }, least(30, 1) { Quoth.parse(page) },
      least(30, 1) { Quoth.parse(page).quotes.sum { |quote| quote.text.size } },
      least(10, 200) { fields.call } / doc.quotes.size].join("\t")
