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

puts [least(10, 500) { Quoth.parse("") }, least(10, 3) { Quoth.parse(page) },
      least(10, 3) { Quoth.parse(page).quotes.sum { |quote| quote.text.size } }].join("\t")
