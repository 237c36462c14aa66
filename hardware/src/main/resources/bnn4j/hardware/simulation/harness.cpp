// The overlay in a process: registers and memory on one side, commands on stdin on the other.
//
// Commands are a letter and little-endian numbers; those without an answer may follow each other.
//   W u32 offset, u32 value            write a register
//   R u32 offset            -> u32     read a register; a busy control register is looked at again
//                                      and again for a while
//   A u64 address, u64 bytes           memory is there from now on, F: no more
//   P u64 address, u32 words, u64...   write memory
//   G u64 address, u32 words -> u64... read memory
//   S u32 seed                         let everything wait at random, 0: not any more
//   V u32 pace                         let words come from memory so far apart, in 1/256 cycles
//   T u32 on                           write what passes the stages to trace.txt, or no more
//   C                       -> u64     cycles so far
//   L                       -> u32 n, u64...  cycles in which results were complete, since asked
//   Z u32 cycles                       reset for so many cycles
//   I                       -> u32 n, bytes   what went wrong, a line each, since asked
// The process ends with its input.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "Vtop.h"
#include "verilated.h"

namespace {

constexpr int kLatency = 20;  // cycles from an address to its first word

Vtop* top;
uint64_t cycles;
uint64_t noise;
std::string wrong;
int wrongs;
std::vector<uint64_t> completions;

void complain(const char* format, unsigned long long value) {
  if (++wrongs > 100) return;
  char line[200];
  snprintf(line, sizeof line, format, value);
  wrong += line;
  wrong += '\n';
}

/** Whether something that could happen now shall wait. */
bool waits() {
  if (noise == 0) return false;
  noise ^= noise << 13;
  noise ^= noise >> 7;
  noise ^= noise << 17;
  return (noise >> 20) % 3 == 0;
}

class Memory {
 public:
  void add(uint64_t address, uint64_t bytes) { ranges_[address] = bytes; }
  void remove(uint64_t address) { ranges_.erase(address); }
  uint64_t& word(uint64_t address) {
    uint64_t page = address >> 12;
    if (page != last_page_) {
      last_ = &pages_[page];
      if (last_->empty()) last_->resize(512);
      last_page_ = page;
    }
    return (*last_)[(address & 4095) >> 3];
  }
  bool has(uint64_t address) const {
    auto range = ranges_.upper_bound(address);
    if (range == ranges_.begin()) return false;
    --range;
    return address - range->first < range->second;
  }

 private:
  std::unordered_map<uint64_t, std::vector<uint64_t>> pages_;
  std::map<uint64_t, uint64_t> ranges_;
  uint64_t last_page_ = ~0ull;
  std::vector<uint64_t>* last_ = nullptr;
};

Memory memory;

struct Burst {
  uint64_t address;
  int beats;
  uint64_t ready;  // the cycle of its first word
};

std::deque<Burst> reads;
std::deque<Burst> writes;
std::deque<uint64_t> words;  // that came before their address
int responses;
uint64_t pace;  // of words from memory, in 1/256 cycles
uint64_t due;   // when the next may come, in 1/256 cycles
bool offering;  // a word is offered and must stay
bool responding;

void checkBurst(const char* what, uint64_t address, int beats) {
  if (address / 4096 != (address + 8ull * beats - 1) / 4096) complain(what, address);
}

/** The memory's outputs of this cycle. */
void present() {
  top->m_axi_hostmem_arready = !waits();
  top->m_axi_hostmem_awready = !waits();
  top->m_axi_hostmem_wready = !waits();
  if (!offering) offering = !reads.empty() && reads.front().ready <= cycles && due <= cycles * 256 && !waits();
  top->m_axi_hostmem_rvalid = offering;
  if (offering) {
    top->m_axi_hostmem_rdata = memory.word(reads.front().address);
    top->m_axi_hostmem_rlast = reads.front().beats == 1;
  }
  if (!responding) responding = responses > 0 && !waits();
  top->m_axi_hostmem_bvalid = responding;
}

void store(uint64_t word) {
  Burst& burst = writes.front();
  if (!memory.has(burst.address)) complain("wrote outside of buffers, to 0x%llx", burst.address);
  memory.word(burst.address) = word;
  burst.address += 8;
  if (--burst.beats == 0) {
    writes.pop_front();
    responses++;
    completions.push_back(cycles);
  }
}

/** What the memory does with what it is given in this cycle. */
void react() {
  if (top->m_axi_hostmem_arvalid && top->m_axi_hostmem_arready) {
    int beats = top->m_axi_hostmem_arlen + 1;
    checkBurst("a read burst crosses 4 KiB, from 0x%llx", top->m_axi_hostmem_araddr, beats);
    if (!memory.has(top->m_axi_hostmem_araddr))
      complain("read outside of buffers, from 0x%llx", top->m_axi_hostmem_araddr);
    reads.push_back({top->m_axi_hostmem_araddr, beats, cycles + kLatency});
  }
  if (offering && top->m_axi_hostmem_rready) {
    offering = false;
    due += pace;
    reads.front().address += 8;
    if (--reads.front().beats == 0) reads.pop_front();
  }
  if (responding && top->m_axi_hostmem_bready) {
    responding = false;
    responses--;
  }
  if (top->m_axi_hostmem_awvalid && top->m_axi_hostmem_awready) {
    int beats = top->m_axi_hostmem_awlen + 1;
    checkBurst("a write burst crosses 4 KiB, from 0x%llx", top->m_axi_hostmem_awaddr, beats);
    writes.push_back({top->m_axi_hostmem_awaddr, beats, 0});
  }
  if (top->m_axi_hostmem_wvalid && top->m_axi_hostmem_wready)
    words.push_back(top->m_axi_hostmem_wdata);
  while (!words.empty() && !writes.empty()) {
    store(words.front());
    words.pop_front();
  }
}

/** First half of a cycle: everything has its value. */
void settle() {
  present();
  top->ap_clk = 0;
  top->eval();
}

/** Second half: the clock's edge. */
void tick() {
  react();
  top->ap_clk = 1;
  top->eval();
  cycles++;
}

void cycle() {
  settle();
  tick();
}

void writeRegister(uint32_t offset, uint32_t value) {
  bool address = true;
  bool data = true;
  bool answered = false;
  top->s_axi_control_awaddr = offset & 127;
  top->s_axi_control_wdata = value;
  top->s_axi_control_wstrb = 15;
  for (int left = 1000; !answered; left--) {
    if (left == 0) {
      complain("register 0x%llx does not take a write", offset);
      break;
    }
    top->s_axi_control_awvalid = address && (top->s_axi_control_awvalid || !waits());
    top->s_axi_control_wvalid = data && (top->s_axi_control_wvalid || !waits());
    top->s_axi_control_bready = !waits();
    settle();
    bool tookAddress = top->s_axi_control_awvalid && top->s_axi_control_awready;
    bool tookData = top->s_axi_control_wvalid && top->s_axi_control_wready;
    answered = top->s_axi_control_bvalid && top->s_axi_control_bready;
    tick();
    if (tookAddress) address = false;
    if (tookData) data = false;
  }
  top->s_axi_control_awvalid = 0;
  top->s_axi_control_wvalid = 0;
  top->s_axi_control_bready = 0;
}

uint32_t lookAt(uint32_t offset) {
  bool address = true;
  bool answered = false;
  uint32_t value = 0;
  top->s_axi_control_araddr = offset & 127;
  for (int left = 1000; !answered; left--) {
    if (left == 0) {
      complain("register 0x%llx does not answer", offset);
      break;
    }
    top->s_axi_control_arvalid = address && (top->s_axi_control_arvalid || !waits());
    top->s_axi_control_rready = !waits();
    settle();
    bool took = top->s_axi_control_arvalid && top->s_axi_control_arready;
    answered = top->s_axi_control_rvalid && top->s_axi_control_rready;
    value = top->s_axi_control_rdata;
    tick();
    if (took) address = false;
  }
  top->s_axi_control_arvalid = 0;
  top->s_axi_control_rready = 0;
  return value;
}

/** Busy is no news: time passes until it is done, or for a while. */
uint32_t readRegister(uint32_t offset) {
  uint32_t value = lookAt(offset);
  if ((offset & 127) != 0) return value;
  uint64_t end = cycles + 20000;
  int pause = 1;
  while ((value & 6) == 0 && cycles < end) {
    for (int i = 0; i < pause; i++) cycle();
    if (pause < 256) pause *= 2;
    value = lookAt(offset);
  }
  return value;
}

void reset(uint32_t count) {
  top->ap_rst_n = 0;
  offering = responding = false;
  reads.clear();
  writes.clear();
  words.clear();
  responses = 0;
  for (uint32_t i = 0; i < count; i++) cycle();
  top->ap_rst_n = 1;
  reads.clear();
  writes.clear();
  words.clear();
  cycle();
  cycle();
}

void get(void* target, size_t size) {
  if (fread(target, 1, size, stdin) != size) exit(0);
}

template <typename T>
T get() {
  T value;
  get(&value, sizeof value);
  return value;
}

template <typename T>
void put(T value) {
  fwrite(&value, 1, sizeof value, stdout);
}

void run(int command) {
  switch (command) {
    case 'W': {
      uint32_t offset = get<uint32_t>();
      writeRegister(offset, get<uint32_t>());
      break;
    }
    case 'R':
      put(readRegister(get<uint32_t>()));
      break;
    case 'A': {
      uint64_t address = get<uint64_t>();
      memory.add(address, get<uint64_t>());
      break;
    }
    case 'F':
      memory.remove(get<uint64_t>());
      break;
    case 'P': {
      uint64_t address = get<uint64_t>();
      for (uint32_t left = get<uint32_t>(); left > 0; left--, address += 8)
        memory.word(address) = get<uint64_t>();
      break;
    }
    case 'G': {
      uint64_t address = get<uint64_t>();
      for (uint32_t left = get<uint32_t>(); left > 0; left--, address += 8)
        put(memory.word(address));
      break;
    }
    case 'S':
      noise = get<uint32_t>();
      break;
    case 'V':
      pace = get<uint32_t>();
      due = cycles * 256;
      break;
    case 'T':
      top->trace = get<uint32_t>() != 0;
      cycle();
      cycle();
      break;
    case 'C':
      put(cycles);
      break;
    case 'L':
      put(static_cast<uint32_t>(completions.size()));
      for (uint64_t at : completions) put(at);
      completions.clear();
      break;
    case 'Z':
      reset(get<uint32_t>());
      break;
    case 'I':
      put(static_cast<uint32_t>(wrong.size()));
      fwrite(wrong.data(), 1, wrong.size(), stdout);
      wrong.clear();
      wrongs = 0;
      break;
    default:
      fprintf(stderr, "no such command: %d\n", command);
      exit(2);
  }
}

}  // namespace

double sc_time_stamp() { return static_cast<double>(cycles); }

int main(int argc, char** argv) {
  Verilated::commandArgs(argc, argv);
  static char buffer[1 << 16];
  setvbuf(stdin, buffer, _IOFBF, sizeof buffer);
  top = new Vtop;
  reset(4);
  for (int command; (command = getchar()) != EOF;) {
    run(command);
    if (strchr("RGCLI", command) != nullptr) fflush(stdout);
  }
  top->final();
  return 0;
}
