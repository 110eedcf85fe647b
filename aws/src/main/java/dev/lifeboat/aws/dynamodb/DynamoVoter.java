package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// One of the three votes on who may write, as items of a table in one region, one item a workload.
/// There is no voter: whoever asks decides for it by the rules of [Voter], and DynamoDB takes the
/// decision only if nobody has written meanwhile.
///
/// The waits of [Voter] pass on the clock of whoever asks, and begin anew with each object of this
/// class: keep one for as long as it is asked. Thread-safe.
///
/// @param table whose partition key is the text `workload`; of the three tables each is in another
///   region
/// @param terms of who asks; a holder whose own are longer is waited for by those
/// @param limit of each call, if it is shorter than usual
/// @param seen what was read or written last, by workload
public record DynamoVoter(
    DynamoTable table,
    LeaseTerms terms,
    MonotonicClock clock,
    Optional<Duration> limit,
    Map<String, Ballot> seen)
    implements VoterClient {

  /// Someone else writes once a renewal at most; more losses in a row are no bad luck.
  private static final int TRIES = 4;

  private static final String NEW = "attribute_not_exists(workload)";
  private static final String SAME = "mark = :mark";
  private static final String UNPLEDGED = "pledged < :epoch";
  private static final String PLEDGE = "SET pledged = :epoch, mark = :mark";

  private static final String MEANS = "its vote counts for nobody; it is safe to ask again";

  /// A voter that has seen nothing yet.
  public DynamoVoter(DynamoTable table, LeaseTerms terms, MonotonicClock clock) {
    this(table, terms, clock, Optional.empty(), new ConcurrentHashMap<>());
  }

  /// What was seen so far is shared between the two.
  @Override
  public VoterClient within(Duration limit) {
    return new DynamoVoter(table, terms, clock, Optional.of(limit), seen);
  }

  @Override
  public VoteReply ask(VoteRequest request) throws IOException, InterruptedException {
    return decide(
        request.workload(), voter -> voter.answer(request, clock.now()), ownBallot(request));
  }

  @Override
  public VoteReply release(ReleaseRequest request) throws IOException, InterruptedException {
    var lease = request.lease();
    return decide(
        lease.workload(),
        voter -> voter.release(lease, request.why(), clock.now()),
        ownBallot(lease));
  }

  /// Written without a look first, so that a holder that renews all the time cannot keep it out.
  @Override
  public VoterStatus withhold(VoteRequest request) throws IOException, InterruptedException {
    var workload = request.workload();
    var pledge =
        Item.EMPTY.with(":epoch", request.epoch()).with(":mark", WriteToken.fresh().value());
    try {
      var written =
          table.call(
              MEANS,
              dynamo ->
                  dynamo.updateItem(it ->
                      it.tableName(table.name())
                          .key(DynamoPlacements.key(workload).attributes())
                          .updateExpression(PLEDGE)
                          .conditionExpression(UNPLEDGED)
                          .expressionAttributeValues(pledge.attributes())
                          .returnValues(ReturnValue.ALL_NEW)
                          .overrideConfiguration(this::timed)));
      return remember(workload, new Item(written.attributes())).voter().status(clock.now());
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof ConditionalCheckFailedException) {
        // It is pledged as far already, or nothing was granted that could be renewed.
        return status(workload);
      }
      throw silence(failed);
    }
  }

  @Override
  public VoterStatus status(String workload) throws IOException, InterruptedException {
    return look(workload).voter().status(clock.now());
  }

  /// A holder need not look before it renews: what it wrote last is there, or the next write is
  /// refused.
  private UnaryOperator<Optional<Ballot>> ownBallot(VoteRequest request) {
    return known ->
        known.filter(it ->
            it.voter()
                .vote()
                .filter(vote -> vote.holder().equals(request.holder()))
                .filter(vote -> vote.epoch() == request.epoch())
                .isPresent());
  }

  private VoteReply decide(
      String workload, Function<Voter, Voter.Turn> rule, UnaryOperator<Optional<Ballot>> sure)
      throws IOException, InterruptedException {
    var known = sure.apply(Optional.ofNullable(seen.get(workload)));
    for (int tries = 0; tries < TRIES; tries++) {
      var found = known.isPresent() ? known.get() : look(workload);
      known = Optional.empty();
      var turn = rule.apply(found.voter());
      boolean done =
          switch (turn.reply()) {
            case VoteReply.Granted _ ->
                write(workload, found, mark -> found.granted(turn.next(), terms, mark));
            case VoteReply.Ended _ ->
                write(workload, found, mark -> found.changed(turn.next(), mark));
            case VoteReply.Refused _, VoteReply.Wait _ -> true;
          };
      if (done) {
        return turn.reply();
      }
    }
    throw new IOException(
        "the vote on %s in %s is being written by others".formatted(workload, table.region()));
  }

  private Ballot look(String workload) throws IOException, InterruptedException {
    var request =
        table.get(DynamoPlacements.key(workload)).overrideConfiguration(this::timed).build();
    try {
      return remember(workload, new Item(table.call(MEANS, it -> it.getItem(request)).item()));
    } catch (ProblemException silent) {
      throw silence(silent);
    }
  }

  private Ballot remember(String workload, Item item) throws IOException {
    try {
      return seen.compute(
          workload,
          (_, before) -> Ballot.read(item, Optional.ofNullable(before), terms, clock.now()));
    } catch (IllegalArgumentException damaged) {
      throw new IOException(
          "the vote on %s in table %s in %s cannot be understood: %s"
              .formatted(workload, table.name(), table.region(), damaged.getMessage()),
          damaged);
    }
  }

  /// Writes what follows on `found`, if that is still there.
  ///
  /// @return whether it is there now; if not, someone else has written
  private boolean write(String workload, Ballot found, Function<WriteToken, Ballot> change)
      throws IOException, InterruptedException {
    var mark = WriteToken.fresh();
    var next = change.apply(mark);
    var request = table.put(next.item()).overrideConfiguration(this::timed);
    found
        .mark()
        .ifPresentOrElse(
            before ->
                request
                    .conditionExpression(SAME)
                    .expressionAttributeValues(Map.of(":mark", before)),
            () -> request.conditionExpression(NEW));
    try {
      var _ = table.call(MEANS, dynamo -> dynamo.putItem(request.build()));
    } catch (ProblemException failed) {
      if (!(failed.getCause() instanceof ConditionalCheckFailedException refused)) {
        throw silence(failed);
      }
      // A call that the SDK repeated is refused by its own effect.
      if (!mark.isIn(refused)) {
        return false;
      }
    }
    seen.put(workload, next);
    return true;
  }

  private void timed(AwsRequestOverrideConfiguration.Builder call) {
    limit.ifPresent(longest -> call.apiCallTimeout(longest).apiCallAttemptTimeout(longest));
  }

  private static IOException silence(ProblemException cause) {
    return new IOException(cause.problem().happened(), cause);
  }
}
