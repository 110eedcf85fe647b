package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// Goal: no file takes a process down or makes it wait, whatever is in it.
///
/// Method: one process of 256 MiB reads files of 60 MiB, each hostile in its own way, and one of
/// 100 MiB. It must end by itself with a mistake told of each. How long it takes is printed, and
/// judged with room for a machine that does much else.
final class HostilePlanTest {
  private static final int SIZE = 60 << 20;

  /// Of one file. On a quiet machine it takes about one.
  private static final long MOST_MILLIS = 20_000;

  private static final String TOO_MANY = "the plan has more keys and values than one may";
  private static final String TOO_LONG_LIST = "a list has more than 200000 items";
  private static final String TOO_LONG =
      "a text or comment behind this is longer than 4 MiB, or than 256 KiB in one line";

  /// Never in memory: all files together have 700 MiB.
  @TempDir(factory = TempDirFactory.Standard.class)
  Path folder;

  /// By the name of the file, what is told first.
  private final Map<String, String> told = new LinkedHashMap<>();

  @Test
  @Timeout(110)
  void hostile_files_are_refused_in_little_memory() throws Exception {
    huge();
    write("deep", "a: ", "[", "", "the file nests deeper than a plan can");
    write("aliases", "a: [", "*x, ", "*x]", "the alias *x is not allowed in a plan");
    write("items", "a: [", "1, ", "1]", TOO_LONG_LIST);
    write("nothing", "a: [", "{},", "{}]", TOO_LONG_LIST);
    write(
        "keys",
        "",
        "k: some text of a usual length in a plan, forty characters more\n",
        "",
        "a mapping has more than 200000 keys");
    write(
        "nested", "a: [", "[k: some text of a usual length in a plan, b: {}, []], ", "]", TOO_MANY);
    write("scalar", "a: ", "x", "", TOO_LONG);
    write("quoted", "a: \"", "x \n ", "\"", TOO_LONG);
    write("block", "a: |\n", "  lines of text\n", "", TOO_LONG);
    write("comment", "a: 1\n#", "\u00e9", "", TOO_LONG);
    write(
        "late",
        "plan: a # \ud83d\ude80\n",
        "# lines\n",
        "\u0007",
        "the character U+0007 is not allowed in YAML");
    write("open", "a: {b: [", "c, d: ", "", TOO_LONG_LIST);

    var lines = read();

    assertThat(lines).hasSameSizeAs(told.keySet());
    for (var line : lines) {
      var words = line.split(" ", 3);
      assertThat(words[2]).as(words[0]).isEqualTo(told.get(words[0]));
      assertThat(Long.parseLong(words[1])).as(line).isLessThan(MOST_MILLIS);
    }
  }

  private void huge() throws Exception {
    try (var file = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
      file.setLength(100L << 20);
    }
    told.put("huge", "the file is larger than 64 MiB");
  }

  private void write(String name, String begin, String often, String end, String expected)
      throws Exception {
    var part = often.repeat(8192).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      out.write(begin.getBytes(StandardCharsets.UTF_8));
      for (long size = 0; size + part.length < SIZE; size += part.length) {
        out.write(part);
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
    told.put(name, expected);
  }

  private List<String> read() throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(HostilePlans.class.getName());
    told.keySet().forEach(name -> command.add(folder.resolve(name).toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = process.inputReader()) {
      var all = lines.lines().collect(Collectors.toList());
      all.forEach(System.out::println);
      assertThat(process.waitFor()).as("%s", all).isZero();
      return all;
    } finally {
      process.destroyForcibly();
    }
  }
}
