package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Folders full of what file systems hold, made from a seed, and compared by all that a vault
/// keeps.
final class SampleTree {
  /// Above all others by 300 KiB: longer than the longest chunk.
  private static final int LARGE = 700 << 10;

  private static final List<VaultPath> ODD_NAMES =
      List.of(
          VaultPath.of("plain.txt"),
          VaultPath.of("two words"),
          VaultPath.of("-rf"),
          VaultPath.of("grüße"),
          VaultPath.of("line\nbreak"),
          VaultPath.of("100%41"),
          VaultPath.of("a?b*c"),
          VaultPath.of("..."),
          new VaultPath(new byte[] {'b', 'a', 'd', (byte) 0xff, (byte) 0xfe}),
          new VaultPath(new byte[] {(byte) 0xc3, '(', 1}));

  private static final List<String> TARGETS =
      List.of("/nowhere/at all", ".", "..", "../..", "../lib/x", "a/../b", "./c");

  private final Random random;
  private final List<Path> files = new ArrayList<>();

  SampleTree(long seed) {
    this.random = new Random(seed);
  }

  /// Fills a folder with about `count` things.
  void fill(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    var folders = new ArrayList<>(List.of(folder));
    for (int i = 0; i < count; i++) {
      var path = folders.get(random.nextInt(folders.size())).resolve(name(i).toPath());
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        make(path, folders);
      }
    }
    for (var each : folders.reversed()) {
      settle(each);
    }
  }

  private VaultPath name(int number) {
    return random.nextInt(3) == 0
        ? ODD_NAMES.get(random.nextInt(ODD_NAMES.size()))
        : VaultPath.of("n" + number);
  }

  private void make(Path path, List<Path> folders) throws IOException {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> {
        Files.createDirectory(path);
        folders.add(path);
      }
      case 3 -> Files.createSymbolicLink(path, name(0).toPath());
      case 4 ->
          Files.createSymbolicLink(path, Path.of(TARGETS.get(random.nextInt(TARGETS.size()))));
      case 5 -> {
        if (files.isEmpty()) {
          write(path, new byte[0]);
        } else {
          Files.createLink(path, files.get(random.nextInt(files.size())));
        }
      }
      case 6 -> write(path, new byte[0]);
      case 7 -> writeWithHole(path);
      case 8 -> write(path, bytes(LARGE + random.nextInt(LARGE)));
      case 9 -> write(path, "all the same\n".repeat(5000).getBytes());
      default -> write(path, bytes(random.nextInt(3000)));
    }
  }

  byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void write(Path path, byte[] bytes) throws IOException {
    Files.write(path, bytes);
    Files.setAttribute(path, "unix:mode", random.nextBoolean() ? 0640 : 04755);
    settle(path);
    files.add(path);
  }

  private void writeWithHole(Path path) throws IOException {
    try (var channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes(100)), 0);
      channel.write(ByteBuffer.wrap(bytes(10)), 3 << 20);
      if (random.nextBoolean()) {
        channel.write(ByteBuffer.wrap(new byte[1]), 5 << 20);
      }
    }
    settle(path);
  }

  private void settle(Path path) throws IOException {
    Files.setLastModifiedTime(
        path,
        FileTime.from(Instant.ofEpochSecond(1_500_000_000 + random.nextInt(100_000), 123_456_000)));
  }

  /// Every path with all that a vault keeps of it, as text that tells where two differ.
  static TreeMap<String, String> portrait(Path root) throws IOException {
    var portrait = new TreeMap<String, String>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            portrait.put(VaultPath.of(root.relativize(path)).toString(), of(path));
            return FileVisitResult.CONTINUE;
          }
        });
    return portrait;
  }

  private static String of(Path path) throws IOException {
    var look = ItemAttributes.look(path);
    var content =
        switch (look.kind()) {
          case FILE -> String.valueOf(ByteBuffer.wrap(Files.readAllBytes(path)).hashCode());
          case LINK -> VaultPath.of(Files.readSymbolicLink(path)).toString();
          case FOLDER, PIPE, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE -> "";
        };
    boolean link = look.kind() == ItemAttributes.Kind.LINK;
    return "%s %s %o %d:%d %s links=%d bytes=%d"
        .formatted(
            look.kind(),
            content,
            link ? 0 : look.attributes().mode(),
            look.attributes().owner(),
            look.attributes().group(),
            look.attributes().modified(),
            look.kind() == ItemAttributes.Kind.FOLDER ? 0 : look.links(),
            look.kind() == ItemAttributes.Kind.FOLDER ? 0 : look.bytes());
  }

  static void remove(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static void assertSame(Path restored, Path source) throws IOException {
    assertThat(portrait(restored)).containsExactlyEntriesOf(portrait(source));
  }
}
