/// Placements, journals, intents and votes kept in DynamoDB by conditional writes. Start at
/// [dev.lifeboat.aws.dynamodb.DynamoPlacements] and [dev.lifeboat.aws.dynamodb.DynamoJournal];
/// `docs/aws.md` has the tables.
///
/// Rules kept here:
///
/// - Reads are strongly consistent. A write states what it expects, and DynamoDB checks that.
/// - Each write carries a mark of its own. A write whose answer was lost is repeated by the SDK and
///   then finds itself: the mark tells that apart from another controller's write.
/// - An interrupt neither stops a write nor loses its answer.
@NullMarked
package dev.lifeboat.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
