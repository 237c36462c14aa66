package bnn4j.remote.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** How the served services answer. */
final class Answers {
  private Answers() {}

  static <T> void send(StreamObserver<T> answer, T message) {
    answer.onNext(message);
    answer.onCompleted();
  }

  static <T> void notFound(StreamObserver<T> answer, String what) {
    answer.onError(Status.NOT_FOUND.withDescription(what + " not found.").asException());
  }
}
