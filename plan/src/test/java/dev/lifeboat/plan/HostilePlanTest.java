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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// Goal: no file takes a process down or makes it wait, whatever is in it.
///
/// Method: one process of 256 MiB reads files of 60 MiB, each hostile in its own way, and one of
/// 100 MiB, and some of as many keys as any mapping may have. It must end by itself with a mistake
/// told of each. Processor time is judged, as the machine may do much else, by what this machine
/// takes for as many lines of comment: some times that for what is of no plan's shape. What has the
/// shape of a portfolio is read as one, up to the limits of one.
final class HostilePlanTest {
  private static final int SIZE = 60 << 20;

  private static final int MOST_TIMES = 12;

  /// Of what has the shape of a plan.
  private static final int MOST_TIMES_OF_SHAPE = 24;

  private static final String ASTRAY = "no plan has this here, nor much that stands behind it";

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
  @Tag("campaign")
  @Timeout(110)
  void hostile_files_are_refused_in_little_memory() throws Exception {
    write(
        "late",
        "plan: a # \ud83d\ude80\n",
        "# lines\n",
        "\u0007",
        "the character U+0007 is not allowed in YAML");
    huge();
    write("deep", "a: ", "[", "", "the file nests deeper than a plan can");
    write("aliases", "a: [", "*x, ", "*x]", "the alias *x is not allowed in a plan");
    write("items", "a: [", "1, ", "1]", ASTRAY);
    write("nothing", "a: [", "{},", "{}]", ASTRAY);
    write(
        "keys",
        "",
        "k: some text of a usual length in a plan, forty characters more\n",
        "",
        ASTRAY);
    write("nested", "a: [", "[k: some text of a usual length in a plan, b: {}, []], ", "]", ASTRAY);
    write("empty", "workloads:\n", "  k: {}\n  j: {}\n", "", ASTRAY);
    write("plain", "workloads:\n", "  k: x\n  j: y\n", "", ASTRAY);
    write(
        "unknown", "workloads:\n  k: { resources: { d: { type: x }}, ", "z: [[1]], ", "}", ASTRAY);
    write("repeated", "workloads:\n", "  k: { owner: x }\n  j: { owner: y }\n", "", ASTRAY);
    write(
        "repeated-nodes",
        "workloads:\n",
        "  k: { tier: x, dependsOn: [a, b, c] }\n  j: { objectives: { rto: 1m } }\n",
        "",
        ASTRAY);
    write("same", "assess: {", "accepted: [], ", "}", ASTRAY);
    shaped();
    write("scalar", "a: ", "x", "", TOO_LONG);
    write("quoted", "a: \"", "x \n ", "\"", TOO_LONG);
    write("block", "a: |\n", "  lines of text\n", "", TOO_LONG);
    write("comment", "a: 1\n#", "\u00e9", "", TOO_LONG);
    write("open", "a: {b: [", "c, d: ", "", ASTRAY);
    numbered();

    var lines = read();
    long comments = Long.parseLong(lines.removeFirst());

    assertThat(lines).hasSameSizeAs(told.keySet());
    for (var line : lines) {
      var words = line.split(" ", 3);
      assertThat(words[2]).as(words[0]).isEqualTo(told.get(words[0]));
      assertThat(Long.parseLong(words[1]))
          .as(line)
          .isLessThan(
              comments * (words[0].startsWith("shaped") ? MOST_TIMES_OF_SHAPE : MOST_TIMES));
    }
  }

  private void shaped() throws Exception {
    write("shaped-items", "assess: {accepted: [", "{code: LB8014}, ", "]}", TOO_LONG_LIST);
  }

  /// As many different keys as any mapping may have, and each in its place.
  private void numbered() throws Exception {
    var shop = "plan: p\nregions: { east: {}, west: {} }\nworkloads:\n  shop:\n    tier: basic\n";
    number("regions", "plan: p\nregions:\n", "  k%d: {}\n", "a mapping has more than 100 keys");
    number(
        "tiers",
        "plan: p\ntiers:\n",
        "  k%d: { rto: 1h, rpo: 1h }\n",
        "a mapping has more than 1000 keys");
    number(
        "resources",
        shop + "    resources:\n",
        "      k%d: { type: database }\n",
        "a mapping has more than 10000 keys");
    number(
        "third",
        shop + "    thirdParties:\n",
        "      k%d: 5m\n",
        "a mapping has more than 10000 keys");
    number(
        "include",
        shop + "    resources: { d: { type: database } }\ninclude:\n",
        "  - a%d.yaml\n",
        "include has 200000 items");
    number(
        "shaped-nodes",
        "workloads:\n",
        "  k%d: { tier: x, dependsOn: [a, b, c], objectives: { rto: 1m } }\n",
        TOO_MANY);
    number(
        "shaped-workloads",
        "plan: p\nregions: { east: {}, west: {} }\nworkloads:\n",
        "  k%d: { owner: x }\n",
        "workloads.k0 lacks the key 'objectives'");
  }

  private void number(String name, String begin, String each, String expected) throws Exception {
    var text = new StringBuilder(begin);
    for (int i = 0; i < YamlTree.MOST_ITEMS; i++) {
      text.append(each.formatted(i));
    }
    Files.writeString(folder.resolve(name), text);
    told.put(name, expected);
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
