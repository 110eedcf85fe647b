package dev.lifeboat.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Something that was done with a vault, as its trail tells it.
///
/// @param id its name in the vault, which begins with its number
/// @param at when, by the clock of whoever did it
/// @param names of snapshots, and of what else the kind says
/// @param text as the kind says
/// @param figures of [Kind#RETENTION] and [Kind#KEEPING]; else none
/// @param before the last entries that whoever wrote this one saw
public record TrailEntry(
    String id,
    Instant at,
    Author by,
    Kind kind,
    List<String> names,
    String text,
    List<Long> figures,
    List<TrailLink> before) {
  private static final int LONGEST_TEXT = 0xffff;

  public TrailEntry {
    names = List.copyOf(names);
    figures = List.copyOf(figures);
    before = List.copyOf(before);
  }

  /// Whoever did it.
  ///
  /// @param who `USER@HOST`, as the machine has it
  /// @param key the one that opened the vault
  public record Author(String who, String key) {}

  /// What may be done.
  public enum Kind {
    /// The first of the snapshots is about to show, and the text names its source. The others show
    /// already and stay, which no entry told before.
    BACKUP(1),
    /// It shows, and stays.
    KEPT(2),
    /// A snapshot is about to be read, into what the text names.
    RESTORE(3),
    /// Snapshots are about to be removed.
    REMOVAL(4),
    /// They are not, since somebody wants one of them; the last name is the removal's entry.
    SPARED(5),
    /// A snapshot is on hold, for the reason that the text gives.
    HOLD(6),
    /// It is not any more.
    RELEASE(7),
    /// How many days the snapshots stay of the source that the text names.
    RETENTION(8),
    /// How many snapshots of each span a prune keeps.
    KEEPING(9),
    /// Somebody asks to remove a snapshot before its time; behind it are the keys that there were.
    REQUEST(10),
    /// Entries are lost for good, says a person for the reason that the text gives.
    LOSS(11);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    boolean saysWhatStays() {
      return switch (this) {
        case HOLD, RELEASE, RETENTION, KEEPING, LOSS -> true;
        case BACKUP, KEPT, RESTORE, REMOVAL, SPARED, REQUEST -> false;
      };
    }

    /// As documents have it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The snapshots of which this tells that.
  Stream<String> told(Kind what) {
    boolean both = kind == Kind.BACKUP && what == Kind.KEPT;
    return both
        ? names.stream().skip(1)
        : names.stream().filter(_ -> kind == what).limit(kind == Kind.BACKUP ? 1 : names.size());
  }

  /// Whether it tells of a part of a log, of which there are many.
  boolean tellsOfPart() {
    return kind == Kind.BACKUP
        && DatabaseSource.of(text).filter(it -> it.kind() == DatabaseSource.Kind.LOG).isPresent();
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(at.toEpochMilli());
      writeText(out, by.who);
      writeText(out, by.key);
      out.writeByte(kind.code);
      out.writeInt(names.size());
      for (var name : names) {
        writeText(out, name);
      }
      writeText(out, text);
      out.writeInt(figures.size());
      for (long figure : figures) {
        out.writeLong(figure);
      }
      out.writeInt(before.size());
      for (var link : before) {
        link.writeTo(out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory takes what is written", impossible);
    }
    return bytes.toByteArray();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, LONGEST_TEXT);
    out.writeShort(length);
    out.write(bytes, 0, length);
  }

  static TrailEntry of(String id, ByteBuffer from) throws DamageException {
    try {
      var at = Instant.ofEpochMilli(from.getLong());
      var by = new Author(text(from), text(from));
      var kind = kind(id, from.get());
      var names = new ArrayList<String>();
      for (int left = from.getInt(); left > 0; left--) {
        names.add(text(from));
      }
      var text = text(from);
      var figures = new ArrayList<Long>();
      for (int left = from.getInt(); left > 0; left--) {
        figures.add(from.getLong());
      }
      var before = new ArrayList<TrailLink>();
      for (int left = from.getInt(); left > 0; left--) {
        before.add(TrailLink.of(from));
      }
      return new TrailEntry(id, at, by, kind, names, text, figures, before);
    } catch (BufferUnderflowException | DateTimeException wrong) {
      throw new DamageException("entry of the trail %s makes no sense".formatted(id), wrong);
    }
  }

  private static String text(ByteBuffer from) {
    var bytes = new byte[from.getShort() & LONGEST_TEXT];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Kind kind(String id, int code) throws DamageException {
    return Arrays.stream(Kind.values())
        .filter(it -> it.code == code)
        .findFirst()
        .orElseThrow(
            () -> new DamageException("entry of the trail %s is of a later release".formatted(id)));
  }
}
