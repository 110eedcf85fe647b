package dev.lifeboat.postgres;

import java.io.IOException;
import java.util.List;

/// Says, in a server's words, which pages of its files have wrong checksums: by file and block.
public final class BadPagesException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param pages no more than a hundred of them
  BadPagesException(List<String> pages, IOException cause) {
    super(pages.isEmpty() ? "the server does not say which ones" : String.join("; ", pages), cause);
  }
}
