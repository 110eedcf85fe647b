package dev.lifeboat.vault;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// A path as Linux has it: bytes between slashes, of any encoding or none. The JDK keeps them
/// within its paths and gives them out as URIs alone; a string of a path has lost what is no text.
public final class VaultPath implements Comparable<VaultPath> {
  static final VaultPath ROOT = new VaultPath(new byte[0]);

  /// Linux has no longer ones.
  static final int MOST_BYTES = (1 << 16) - 1;

  // A link's target may be relative to a folder that nobody has, else the JDK looks what is there
  // and adds a slash to the name of a folder.
  private static final Path NOWHERE = Path.of("/dev/null/nowhere");

  private static final int DELETE = 0x7f;
  private static final char UNKNOWN = '\ufffd';

  private final byte[] bytes;

  VaultPath(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// Of text.
  public static VaultPath of(String text) {
    return new VaultPath(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The last name of `path`.
  static VaultPath nameOf(Path path) {
    var name = path.getFileName();
    return name == null ? ROOT : of(name);
  }

  /// The bytes of a path, relative or absolute, as they are.
  static VaultPath of(Path path) {
    var text = path.toString();
    if (isPlain(text)) {
      return of(text);
    }
    var base = path.isAbsolute() ? "" : NOWHERE + "/";
    var raw = (path.isAbsolute() ? path : NOWHERE.resolve(path)).toUri().getRawPath();
    var bytes = unescaped(raw);
    // Added for folders; text tells whether it was there before.
    int end = bytes.length - (raw.endsWith("/") && !text.endsWith("/") ? 1 : 0);
    return new VaultPath(Arrays.copyOfRange(bytes, base.length(), end));
  }

  /// ASCII is the same in all encodings that Linux knows.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(it -> it >= ' ' && it < DELETE && it != UNKNOWN);
  }

  private static byte[] unescaped(String raw) {
    var bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.put((byte) HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else {
        bytes.put((byte) raw.charAt(i));
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /// As a path of the JDK.
  Path toPath() {
    var escaped = new StringBuilder(isAbsolute() ? "file://" : "file:///");
    for (byte each : bytes) {
      // A slash stays, but for the last one, which the JDK would take away.
      escaped.append(each == '/' ? "/" : "%%%02X".formatted(each));
    }
    if (endsInSlash()) {
      escaped.setLength(escaped.length() - 1);
      escaped.append("%2F");
    }
    var path = Path.of(URI.create(escaped.toString()));
    if (isAbsolute()) {
      return path;
    }
    // Not relativized: the target of a link keeps its dots.
    return bytes.length == 0 ? Path.of("") : path.subpath(0, path.getNameCount());
  }

  /// Where it is below `folder`.
  Path below(Path folder) {
    return bytes.length == 0 ? folder : folder.resolve(toPath());
  }

  VaultPath child(VaultPath name) {
    if (bytes.length == 0) {
      return name;
    }
    var joined = Arrays.copyOf(bytes, bytes.length + 1 + name.bytes.length);
    joined[bytes.length] = '/';
    System.arraycopy(name.bytes, 0, joined, bytes.length + 1, name.bytes.length);
    return new VaultPath(joined);
  }

  /// Whether it is `other`, or below it.
  boolean isWithin(VaultPath other) {
    int length = other.bytes.length;
    return length == 0
        || (bytes.length >= length
            && Arrays.equals(bytes, 0, length, other.bytes, 0, length)
            && (bytes.length == length || bytes[length] == '/'));
  }

  /// Whether nothing of it leads out of the folder that it is below.
  boolean staysBelow() {
    if (bytes.length == 0) {
      return true;
    }
    return !isAbsolute()
        && Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("/", -1))
            .noneMatch(
                it -> it.isEmpty() || it.equals(".") || it.equals("..") || it.contains("\0"));
  }

  private boolean isAbsolute() {
    return bytes.length > 0 && bytes[0] == '/';
  }

  private boolean endsInSlash() {
    return bytes.length > 1 && bytes[bytes.length - 1] == '/';
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  /// The order in which a tree is walked: a folder, all below it, then its neighbour.
  @Override
  public int compareTo(VaultPath other) {
    int common = Math.min(bytes.length, other.bytes.length);
    int at = Arrays.mismatch(bytes, 0, common, other.bytes, 0, common);
    return at < 0
        ? Integer.compare(bytes.length, other.bytes.length)
        : Integer.compare(rank(bytes[at]), rank(other.bytes[at]));
  }

  private static int rank(byte of) {
    return of == '/' ? 0 : of & 0xff;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaultPath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// As text, in one line; what is none stands as `\xff`.
  @Override
  public String toString() {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(Character::isISOControl)) {
        return text;
      }
    } catch (CharacterCodingException noText) {
      // Told below.
    }
    var shown = new StringBuilder();
    for (byte each : bytes) {
      boolean plain = each >= ' ' && each < DELETE;
      shown.append(plain ? String.valueOf((char) each) : "\\x%02x".formatted(each));
    }
    return shown.toString();
  }
}
