package dev.lifeboat.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Copies a folder with one random change: a byte, a line, the order of lines, a spelling, a file.
final class RandomChange {
  private static final int KINDS = 18;

  private final Random random;
  private final TreeMap<String, byte[]> original = new TreeMap<>();

  RandomChange(Path folder, Random random) throws IOException {
    this.random = random;
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        original.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  /// Writes the changed copy to `folder`, which does not exist yet, and tells what was changed.
  String write(Path folder) throws IOException {
    while (true) {
      var files = new TreeMap<>(original);
      var name = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
      int kind = random.nextInt(KINDS);
      Files.createDirectory(folder);
      change(kind, name, files, folder);
      for (var file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      if (differs(folder)) {
        return "kind %d of %s".formatted(kind, name);
      }
      Folders.delete(folder);
    }
  }

  private boolean differs(Path folder) throws IOException {
    var names = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        names.add(name);
        if (Files.isDirectory(file)
            || Files.isSymbolicLink(file)
            || !Arrays.equals(Files.readAllBytes(file), original.get(name))) {
          return true;
        }
      }
    }
    return names.size() != original.size();
  }

  private void change(int kind, String name, TreeMap<String, byte[]> files, Path folder)
      throws IOException {
    var bytes = files.get(name);
    int at = random.nextInt(bytes.length);
    switch (kind) {
      case 0, 1, 2 -> files.put(name, flipped(bytes, at));
      case 3 -> files.put(name, spliced(bytes, at, at, random.nextInt(256)));
      case 4 -> files.put(name, spliced(bytes, at, at + 1));
      case 5 -> files.put(name, Arrays.copyOf(bytes, at));
      case 6 -> files.put(name, spliced(bytes, bytes.length, bytes.length, '\n'));
      case 7, 8, 9 -> files.put(name, lines(bytes, kind));
      case 10 -> files.put(name, spelled(bytes));
      case 11 -> files.remove(name);
      case 12 -> files.put("x" + random.nextInt(1_000) + ".json", bytes);
      case 13 -> files.put(name + ".bak", files.remove(name));
      case 14 -> {
        var other = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
        files.put(name, files.get(other));
        files.put(other, bytes);
      }
      case 15 -> files.put(name, new byte[0]);
      case 16 -> {
        files.remove(name);
        Files.createDirectory(folder.resolve(name));
      }
      default -> {
        var target = Files.write(folder.resolveSibling(folder.getFileName() + ".away"), bytes);
        files.remove(name);
        Files.createSymbolicLink(folder.resolve(name), target.toAbsolutePath());
      }
    }
  }

  private byte[] flipped(byte[] bytes, int at) {
    var changed = bytes.clone();
    changed[at] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static byte[] spliced(byte[] bytes, int from, int until, int... between) {
    var spliced = new byte[bytes.length - (until - from) + between.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    for (int i = 0; i < between.length; i++) {
      spliced[from + i] = (byte) between[i];
    }
    System.arraycopy(bytes, until, spliced, from + between.length, bytes.length - until);
    return spliced;
  }

  private byte[] lines(byte[] bytes, int kind) {
    var lines =
        new ArrayList<>(
            List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)));
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (kind) {
      case 7 -> lines.remove(one);
      case 8 -> lines.add(other, lines.get(one));
      default -> lines.set(one, lines.set(other, lines.get(one)));
    }
    return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The same value, or nearly, in other letters.
  private byte[] spelled(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    var spelled =
        switch (random.nextInt(6)) {
          case 0 -> text.replaceFirst(":", ": ");
          case 1 -> text.replaceFirst("\"([a-z])", "\"\\\\u0041$1");
          case 2 -> text.replaceFirst("([0-9])([,}])", "$1.0$2");
          case 3 -> text.replaceFirst("([a-f])([0-9])", "\\U$1$2");
          case 4 -> text.replaceFirst("\\{\"(\\w+)\":", "{\"$1\":1,\"$1\":");
          default -> text.replace("\n", "\r\n");
        };
    return spelled.getBytes(StandardCharsets.ISO_8859_1);
  }
}
