package dev.lifeboat.engine;

/// When a controller dies, counted at its Nth effect.
enum ControllerDeath {
  /// The effect is not done.
  BEFORE,
  /// The effect is done; its reply is lost.
  AFTER,
  /// Only half of it is done, where that can be: an append leaves half of its bytes. Elsewhere as
  /// [#AFTER].
  HALFWAY,
  /// An append leaves its later half alone, behind zeros, as pages do that reach the disk in any
  /// order. Elsewhere as [#AFTER].
  LATER_HALF
}
