package dev.lifeboat.control;

import dev.lifeboat.problem.Problem;
import java.util.List;
import java.util.Optional;

/// Bases and log of one database in one vault.
///
/// @param copy whether that is where backups are copied to
/// @param history empty where it was not asked for
/// @param unread why nobody can tell; then nothing is in `kept`
public record VaultPoints(
    BackedUpDatabase database,
    String vault,
    boolean copy,
    KeptDatabase kept,
    List<PlanVault.Event> history,
    Optional<Problem> unread) {}
