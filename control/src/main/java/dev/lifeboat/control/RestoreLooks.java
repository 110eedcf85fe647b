package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.provider.VaultWish.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks into vaults of a database at once.
///
/// @param places of the vaults, at least one
/// @param quick how long all of them are waited for, while one of them has the present writer
/// @param patient how long else: a vault of years takes its time, and is all that is left
/// @param notes of whoever put something in
record RestoreLooks(
    PlanVaults vaults,
    PointNotes notes,
    BackedUpDatabase of,
    List<VaultPlace> places,
    Duration quick,
    Duration patient) {
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Duration PATIENT = Duration.ofMinutes(5);

  /// Beside a person's word. One that is silent for longer may be so for good.
  private static final Duration WORD = Duration.ofMinutes(1);

  RestoreLooks(PlanVaults vaults, PointNotes notes, BackedUpDatabase of, List<VaultPlace> places) {
    this(vaults, notes, of, places, QUICK, PATIENT);
  }

  VaultLook look(VaultWish wish) throws InterruptedException {
    var late = new ArrayList<VaultPlace>();
    var best = best(take(wish, quick, late), wish);
    if (late.isEmpty() || (best instanceof VaultLook.Found found && suffices(found, late, wish))) {
      return best;
    }
    var limit =
        wish.patience() == Patience.LOSS_ACCEPTED
            ? Collections.min(List.of(patient, WORD))
            : patient;
    // Those that answered are asked again: nobody is told what was so minutes before.
    return best(take(wish, limit, new ArrayList<>()), wish);
  }

  /// An earlier moment is the same in each vault.
  private boolean suffices(VaultLook.Found found, List<VaultPlace> late, VaultWish wish) {
    boolean ofWriter = found.point().epoch() == wish.writer();
    return wish.before().isPresent()
        || switch (wish.patience()) {
          case USUAL -> ofWriter;
          case THOROUGH -> ofWriter && found.unread().isEmpty();
          case LOSS_ACCEPTED -> late.stream().noneMatch(it -> isNotedToHaveMore(it, found.point()));
        };
  }

  /// A person accepted the loss that he was shown, and not that of a vault which is merely slow.
  private boolean isNotedToHaveMore(VaultPlace place, VaultPoint than) {
    return notes.noted(of, place).filter(it -> !than.continues(it)).isPresent();
  }

  /// @param late takes those that did not answer in time
  private List<VaultLook> take(VaultWish wish, Duration limit, List<VaultPlace> late)
      throws InterruptedException {
    var looks = new ParallelLooks(limit);
    var taken =
        places.stream()
            .map(it ->
                looks.<VaultLook>add(
                    () -> at(it, wish),
                    why -> {
                      late.add(it);
                      return unread(it, silence(why));
                    }))
            .toList();
    looks.take();
    return taken.stream().map(Supplier::get).toList();
  }

  /// @param all as the places
  private VaultLook best(List<VaultLook> all, VaultWish wish) {
    var unread =
        all.stream()
            .filter(VaultLook.Unread.class::isInstance)
            .flatMap(it -> it.hindrance().stream())
            .toList();
    var rank =
        Comparator.comparing((VaultPoint it) -> it.epoch() == wish.writer())
            .thenComparingLong(VaultPoint::epoch);
    var points = all.stream().flatMap(it -> it.found().stream()).toList();
    var best = VaultPoint.furthest(points, rank);
    if (best.isPresent()) {
      var newer = wish.before().isPresent() ? List.<String>of() : newer(all, best.get());
      return new VaultLook.Found(
          best.get(),
          Stream.concat(newer.stream(), others(points, best.get(), rank).stream()).toList());
    }
    return unread.isEmpty() ? all.getFirst() : new VaultLook.Unread(Problem.several(unread));
  }

  /// Why vaults that may have more than `best` could not be read.
  private List<String> newer(List<VaultLook> all, VaultPoint best) {
    return IntStream.range(0, places.size())
        .filter(it -> all.get(it) instanceof VaultLook.Unread && !hasNoMore(places.get(it), best))
        .mapToObj(all::get)
        .flatMap(it -> it.hindrance().stream())
        .map(Problem::happened)
        .toList();
  }

  /// Which vaults have as much to say for another server: whose log is newer nobody can tell.
  private static List<String> others(
      List<VaultPoint> points, VaultPoint best, Comparator<VaultPoint> rank) {
    return points.stream()
        .filter(it -> rank.compare(it, best) == 0 && !it.isOfSameServer(best))
        .map(it ->
            "vault '%s' has the log of another server than vault '%s'"
                .formatted(it.vault(), best.vault()))
        .toList();
  }

  /// A copy gets what the vault has that it is copied from, and never more: unless that one lost
  /// what it had, which the notes of the copy tell.
  private boolean hasNoMore(VaultPlace place, VaultPoint best) {
    return of.copy().filter(place::equals).isPresent()
        && best.vault().equals(of.vault().name())
        && notes.noted(of, place).filter(best::continues).isPresent();
  }

  private VaultLook at(VaultPlace place, VaultWish wish) throws InterruptedException {
    try (var vault = vaults.open(place)) {
      var kept = vault.kept(of);
      return kept.bases().isEmpty()
          ? new VaultLook.Empty(none(place))
          : reached(place, vault, kept, wish);
    } catch (ProblemException unread) {
      return unread(place, unread.problem());
    }
  }

  /// A gap is an answer: a base that is taken anew mends it, and nothing else does. Until then
  /// there is what leads up to it.
  private VaultLook reached(VaultPlace place, PlanVault vault, KeptDatabase kept, VaultWish wish)
      throws InterruptedException, ProblemException {
    var end = wish.before().<VaultPoint.End>map(VaultPoint.End.Before::new);
    try {
      return found(place, vault, kept, end.orElseGet(VaultPoint.End.Whole::new));
    } catch (ProblemException broken) {
      requireGap(broken);
      return end.isPresent()
          ? new VaultLook.Empty(broken.problem())
          : beforeGap(place, vault, kept, broken.problem());
    }
  }

  private VaultLook beforeGap(VaultPlace place, PlanVault vault, KeptDatabase kept, Problem gap)
      throws InterruptedException, ProblemException {
    try {
      return found(place, vault, kept, new VaultPoint.End.Gap(gap.happened()));
    } catch (ProblemException broken) {
      requireGap(broken);
      return new VaultLook.Empty(gap);
    }
  }

  private static void requireGap(ProblemException broken) throws ProblemException {
    if (broken.problem().code() != Code.LB9005) {
      throw broken;
    }
  }

  private VaultLook found(VaultPlace place, PlanVault vault, KeptDatabase kept, VaultPoint.End end)
      throws InterruptedException, ProblemException {
    var reach = vault.reach(of, RestorePoint.of(end));
    var base =
        kept.bases().stream().filter(it -> it.snapshot().equals(reach.snapshot())).findFirst();
    var until =
        end instanceof VaultPoint.End.Before(var at)
            ? Optional.of(at)
            : base.map(KeptDatabase.Base::until);
    var point =
        new VaultPoint(
            place.name(),
            reach.server(),
            0,
            reach.timeline(),
            reach.reaches(),
            until,
            base.map(it -> it.bytesUpTo(reach.reaches())).orElse(0L),
            end);
    return new VaultLook.Found(notes.of(of, point), List.of());
  }

  private static VaultLook unread(VaultPlace place, Problem why) {
    return new VaultLook.Unread(
        new Problem(
            why.code(),
            "vault '%s': %s".formatted(place.name(), why.happened()),
            why.means(),
            why.action(),
            why.retry()));
  }

  private static Problem silence(String why) {
    return Problem.passing(
        Code.LB9003,
        why,
        "what could be restored from it is not known; nothing was changed",
        "see that it can be reached, then run it again");
  }

  private Problem none(VaultPlace place) {
    return Problem.lasting(
        Code.LB9007,
        "vault '%s' has no base of '%s'".formatted(place.name(), of.database().name()),
        "nothing could be restored from it; nothing was changed",
        "run 'lifeboat backup PLAN', while there is something to back up");
  }
}
