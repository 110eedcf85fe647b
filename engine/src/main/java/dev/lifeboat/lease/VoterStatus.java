package dev.lifeboat.lease;

import java.time.Duration;
import java.util.Optional;

/// Word of a voter to whoever asks. Asking changes nothing.
///
/// @param bound whether the lease of `vote` may still be held
/// @param at the voter's monotonic time; means something to this voter alone
public record VoterStatus(Optional<Vote> vote, boolean bound, Duration at) {}
