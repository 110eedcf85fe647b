package dev.lifeboat.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lifeboat.runbook.RunId;
import java.util.regex.Pattern;

/// What a run's opening says of the runs of its workload before it, so that none of them can be
/// left out or replaced unseen.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "predecessor")
public sealed interface Predecessor {

  /// The placement had never been claimed.
  @JsonTypeName("First")
  record First() implements Predecessor {}

  /// A run that the chain knows by name.
  sealed interface Known extends Predecessor {
    RunId run();

    /// The last one that was handed out to it.
    long epoch();
  }

  /// A run whose folder was closed and signed before this one began.
  ///
  /// @param seal the SHA-256 of the last line of its journal, which is what was signed, in
  ///   lower-case hexadecimal
  @JsonTypeName("Sealed")
  record Sealed(RunId run, long epoch, String seal) implements Known {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public Sealed {
      requireEpoch(epoch);
      if (!FORM.matcher(seal).matches()) {
        throw new IllegalArgumentException("a seal is a SHA-256, was '" + seal + "'");
      }
    }
  }

  /// A run whose claim a person dropped, since nobody could take it up any more.
  ///
  /// @param by the person
  @JsonTypeName("Dropped")
  record Dropped(RunId run, long epoch, String by) implements Known {
    public Dropped {
      requireEpoch(epoch);
      if (by.isBlank()) {
        throw new IllegalArgumentException("a person dropped it, and has a name");
      }
    }
  }

  /// Epochs of whose runs no seal was known when this one began: all that are left below its own,
  /// or below that of a run that was dropped.
  ///
  /// @param from the lowest
  /// @param until the highest
  @JsonTypeName("Unsealed")
  record Unsealed(long from, long until) implements Predecessor {
    public Unsealed {
      requireEpoch(from);
      if (until < from) {
        throw new IllegalArgumentException("no epochs are from %d until %d".formatted(from, until));
      }
    }
  }

  /// Nobody could read what is kept of earlier runs, and the run did not wait for it.
  @JsonTypeName("Unread")
  record Unread(String why) implements Predecessor {
    public Unread {
      if (why.isBlank()) {
        throw new IllegalArgumentException("what is unread says why");
      }
    }
  }

  private static void requireEpoch(long epoch) {
    if (epoch < 2) {
      throw new IllegalArgumentException("a run's epoch is two or more, was " + epoch);
    }
  }
}
