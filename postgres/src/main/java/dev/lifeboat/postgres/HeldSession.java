package dev.lifeboat.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One connection that is kept between looks at a server, and opened anew after it was given up.
///
/// Used by one thread at a time.
public final class HeldSession<S extends AutoCloseable> {
  private final Opener<S> opener;
  private volatile @Nullable S session;

  public HeldSession(Opener<S> opener) {
    this.opener = opener;
  }

  /// How a session is opened.
  @FunctionalInterface
  public interface Opener<S> {
    S open() throws SQLException;
  }

  /// The one that is held, or a new one.
  public S get() throws SQLException {
    var held = session;
    if (held == null) {
      held = opener.open();
      session = held;
    }
    return held;
  }

  /// Whether the next [#get] opens none.
  public boolean isHeld() {
    return session != null;
  }

  /// Closes what is held, if anything is; a server that does not answer is no obstacle.
  public void giveUp() {
    var held = session;
    session = null;
    if (held != null) {
      try {
        held.close();
      } catch (Exception _) {
        // The connection is given up either way.
        return;
      }
    }
  }
}
