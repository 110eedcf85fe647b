package dev.lifeboat.postgres;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Reads the records of a write-ahead log, as far as they are whole. One thread.
///
/// The layout is that of PostgreSQL 13 to 18, `src/include/access/xlog_internal.h`, `xlogrecord.h`
/// and `xact.h`, with pages of 8 KiB and the byte order of this machine, as all files of a server.
public final class LogReader {
  private static final int PAGE_BYTES = 8192;
  private static final int PAGE_HEADER = 24;

  /// That of the first page of a segment has so many more.
  private static final int LONG_HEADER = 16;

  private static final int GOES_ON = 1;
  private static final int IS_LONG = 2;

  private static final int RECORD_HEADER = 24;
  private static final int ALIGNMENT = 8;
  private static final int KIND = 0x70;

  private static final int LOG_MANAGER = 0;
  private static final int SWITCH = 0x40;
  private static final int RESTORE_POINT = 0x70;
  private static final int TRANSACTION_MANAGER = 1;
  private static final int PREPARE = 0x10;

  /// Commit, abort, and both of what was prepared are the first ones.
  private static final int LAST_END = 0x40;

  private static final int SHORT_DATA = 255;
  private static final int LONG_DATA = 254;
  private static final int ORIGIN = 253;
  private static final int TOP_TRANSACTION = 252;

  /// More than comes before the time of a transaction's end, and than a restore point has.
  private static final int MOST_BODY = 128;

  private static final int NAME_BYTES = 64;
  private static final long XID = 0xFFFF_FFFFL;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final InputStream in;
  private final long segmentBytes;
  private final byte[] page = new byte[PAGE_BYTES];
  private long at;

  /// Says that a crash cut a record short, and that another one took its place.
  private static final class Overwritten extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /// @param from where a record begins, which is where `in` begins
  public LogReader(InputStream in, Lsn from, long segmentBytes) {
    this.in = in;
    this.at = from.value();
    this.segmentBytes = segmentBytes;
  }

  /// The next one; empty where no whole one follows.
  public Optional<LogRecord> next() throws IOException {
    while (true) {
      try {
        return record();
      } catch (Overwritten another) {
        // It begins where this stands now.
      } catch (EOFException end) {
        return Optional.empty();
      }
    }
  }

  private Optional<LogRecord> record() throws IOException {
    toBegin();
    var begin = new Lsn(at);
    var head = read(RECORD_HEADER);
    long total = head.getInt(0) & XID;
    if (total < RECORD_HEADER) {
      return Optional.empty();
    }
    long left = total - RECORD_HEADER;
    var body = read((int) Math.min(left, MOST_BODY));
    skip(left - body.limit());
    int kind = head.get(16) & KIND;
    int manager = head.get(17);
    if (manager == LOG_MANAGER && kind == SWITCH) {
      long rest = Math.floorMod(-at, segmentBytes);
      in.skipNBytes(rest);
      at += rest;
    }
    var ended =
        manager == TRANSACTION_MANAGER && kind <= LAST_END && kind != PREPARE
            ? data(body).map(it -> EPOCH.plus(it.getLong(), ChronoUnit.MICROS))
            : Optional.<Instant>empty();
    var point =
        manager == LOG_MANAGER && kind == RESTORE_POINT
            ? data(body).map(LogReader::name)
            : Optional.<String>empty();
    return Optional.of(new LogRecord(begin, new Lsn(at), head.getInt(4) & XID, ended, point));
  }

  private void toBegin() throws IOException {
    skip(Math.floorMod(-at, ALIGNMENT));
    if (Math.floorMod(at, PAGE_BYTES) == 0) {
      int earlier = header();
      if (earlier > 0) {
        skip(earlier);
        toBegin();
      }
    }
  }

  /// The record's own data, without what says of which pages and origin it is.
  private static Optional<ByteBuffer> data(ByteBuffer body) {
    while (body.remaining() > Integer.BYTES) {
      switch (body.get() & 0xFF) {
        case SHORT_DATA -> body.position(body.position() + 1);
        case LONG_DATA -> body.position(body.position() + Integer.BYTES);
        case ORIGIN -> {
          body.position(body.position() + Short.BYTES);
          continue;
        }
        case TOP_TRANSACTION -> {
          body.position(body.position() + Integer.BYTES);
          continue;
        }
        default -> {
          return Optional.empty();
        }
      }
      return Optional.of(body).filter(it -> it.remaining() >= Long.BYTES);
    }
    return Optional.empty();
  }

  private static String name(ByteBuffer data) {
    var bytes = new byte[Math.min(NAME_BYTES, data.remaining() - Long.BYTES)];
    data.position(data.position() + Long.BYTES).get(bytes);
    var text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// Reads a page's header.
  ///
  /// @return how many bytes of an earlier record follow
  private int header() throws IOException {
    var header = raw(PAGE_HEADER);
    if (header.getShort(0) == 0) {
      throw new EOFException();
    }
    int info = header.getShort(2);
    int earlier = (info & GOES_ON) != 0 ? header.getInt(16) : 0;
    if ((info & IS_LONG) != 0) {
      raw(LONG_HEADER);
    }
    return earlier;
  }

  private ByteBuffer raw(int length) throws IOException {
    if (in.readNBytes(page, 0, length) < length) {
      throw new EOFException();
    }
    at += length;
    return ByteBuffer.wrap(page, 0, length).order(ByteOrder.nativeOrder());
  }

  /// Some bytes of a record, which pass over the headers of pages.
  private ByteBuffer read(int length) throws IOException {
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    while (bytes.hasRemaining()) {
      bytes.put(some(bytes.remaining()));
    }
    return bytes.flip();
  }

  private void skip(long length) throws IOException {
    for (long left = length; left > 0; ) {
      left -= some(left).remaining();
    }
  }

  private ByteBuffer some(long most) throws IOException {
    if (Math.floorMod(at, PAGE_BYTES) == 0 && header() == 0) {
      throw new Overwritten();
    }
    return raw((int) Math.min(most, PAGE_BYTES - Math.floorMod(at, PAGE_BYTES)));
  }
}
