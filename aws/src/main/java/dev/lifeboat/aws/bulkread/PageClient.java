package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.awscore.AwsClient;

/// A client that answers from what was read once, and knows no other call.
interface PageClient extends AwsClient {

  @Override
  default String serviceName() {
    return getClass().getSimpleName();
  }

  @Override
  default void close() {
    // Whoever asks closes.
  }
}
