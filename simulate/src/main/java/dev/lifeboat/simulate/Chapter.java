package dev.lifeboat.simulate;

import java.util.List;

/// One move of a world's story, and what goes wrong meanwhile.
///
/// @param troubles by the time since the chapter began, told as if the writer were in the plan's
///   primary region; all are healed before the next chapter, unless they say otherwise
record Chapter(Wish wish, List<Trouble> troubles) {

  /// What people want.
  enum Wish {
    /// Nobody asks: the watch fails over when the writer's region is lost.
    WATCHED("the watch fails over"),
    /// A person types a failover.
    BY_HAND("a person asks for a failover"),
    /// A person types a failover and accepts the loss, if there is one.
    WITH_LOSS("a person asks for a failover and accepts the loss"),
    /// The watch fails over, and a person who knows that the old side is dead stands in for a proof
    /// that cannot be had.
    BY_WORD("the watch fails over, and a person's word stands in for a proof"),
    /// A switchover, or the failback of a writer that is not at home.
    PLANNED("a planned move is asked for"),
    /// The old side is made a replica.
    REPROTECT("the old side is to be made a replica");

    private final String words;

    Wish(String words) {
      this.words = words;
    }

    /// As people read it.
    String words() {
      return words;
    }
  }

  Chapter {
    troubles = List.copyOf(troubles);
  }
}
