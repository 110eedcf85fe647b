package dev.lifeboat.agent.vote;

import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// This agent's votes, one voter a workload, each with a file `<folder>/<workload>.json` of the
/// highest epoch it granted. Thread-safe; a request waits for the one before it.
public final class Votes {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  /// A plan has a handful; whoever asks for more workloads than this fills the disk.
  private static final int MOST_WORKLOADS = 1_000;

  private final Path folder;
  private final LeaseTerms terms;
  private final MonotonicClock clock;
  private final Duration begun;
  private final Map<String, Voter> voters = new TreeMap<>();

  /// Voters that all restart now.
  public Votes(Path folder, LeaseTerms terms, MonotonicClock clock) {
    this.folder = folder;
    this.terms = terms;
    this.clock = clock;
    this.begun = clock.now();
  }

  /// Answers; a vote is durable before it is returned.
  ///
  /// @throws IOException if it cannot be made durable: then nothing was granted
  public synchronized VoteReply answer(VoteRequest request) throws IOException {
    return take(request.workload(), voterOf(request.workload()).answer(request, clock.now()));
  }

  /// Ends a lease before its time, see [dev.lifeboat.lease.Release].
  public synchronized VoteReply release(ReleaseRequest request) throws IOException {
    var lease = request.lease();
    return take(
        lease.workload(), voterOf(lease.workload()).release(lease, request.why(), clock.now()));
  }

  /// Renews nothing below the request's epoch from now on, see [Voter#withheld].
  public synchronized VoterStatus withhold(VoteRequest request) throws IOException {
    var voter = voterOf(request.workload()).withheld(request.epoch());
    voters.put(request.workload(), voter);
    return voter.status(clock.now());
  }

  /// What was granted last; asking changes nothing.
  public synchronized VoterStatus status(String workload) throws IOException {
    return voterOf(workload).status(clock.now());
  }

  private VoteReply take(String workload, Voter.Turn turn) throws IOException {
    if (turn.store()) {
      DurableFile.createFolders(folder);
      DurableFile.write(fileOf(workload), JSON.writeValueAsBytes(turn.next().vote().orElseThrow()));
    }
    voters.put(workload, turn.next());
    return turn.reply();
  }

  private Voter voterOf(String workload) throws IOException {
    var known = voters.get(workload);
    if (known != null) {
      return known;
    }
    if (!NAME.matcher(workload).matches()) {
      throw new IllegalArgumentException("not the name of a workload: '" + workload + "'");
    }
    if (voters.size() >= MOST_WORKLOADS) {
      throw new RefusedException(
          503, Code.LB2001.name(), "votes on " + MOST_WORKLOADS + " workloads are kept already");
    }
    return Voter.restarted(read(fileOf(workload)), terms, begun);
  }

  private Path fileOf(String workload) {
    return folder.resolve(workload + ".json");
  }

  private static Optional<Vote> read(Path file) throws IOException {
    try {
      return DurableFile.read(file).map(bytes -> JSON.readValue(bytes, Vote.class));
    } catch (JacksonException damage) {
      throw new IOException(file + " does not hold a vote; it was left as it is", damage);
    }
  }
}
