package dev.lifeboat.evidence;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.rules.Finding;

/// What became of the wish to seal a folder.
public sealed interface SealVerdict {

  /// It is closed and signed, now or before.
  ///
  /// @param line the SHA-256 of the journal's last line, which is what was signed
  record Signed(RunState state, String line) implements SealVerdict {}

  /// The run is not over, and its folder is as it was.
  record Open() implements SealVerdict {}

  /// The files do not show what they claim, so nobody signs them; they are as they were.
  record Refused(Finding finding) implements SealVerdict {}
}
