package bnn4j.remote.grpc;

import bnn4j.overlay.driver.AcceleratorException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** How the served services answer. */
final class Answers {
  private Answers() {}

  static <T> void send(StreamObserver<T> answer, T message) {
    answer.onNext(message);
    answer.onCompleted();
  }

  /** What fails on the board is an error of the call. */
  static <T> void send(StreamObserver<T> answer, Supplier<T> message) {
    T made;
    try {
      made = message.get();
    } catch (AcceleratorException e) {
      answer.onError(Status.UNKNOWN.withDescription(e.getMessage()).asException());
      return;
    }
    send(answer, made);
  }

  static <T> void notFound(StreamObserver<T> answer, String what) {
    answer.onError(Status.NOT_FOUND.withDescription(what + " not found.").asException());
  }
}
