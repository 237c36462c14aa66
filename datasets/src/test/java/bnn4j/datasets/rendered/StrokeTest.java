package bnn4j.datasets.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrokeTest {
  @Test
  void pointsAreReadWithTheirCorners() {
    Stroke stroke = Stroke.parse(" 0.5,0! 5,6.25  2,10! ");
    assertThat(stroke.x()).containsExactly(0.5, 5, 2);
    assertThat(stroke.y()).containsExactly(0, 6.25, 10);
    assertThat(stroke.corner()).containsExactly(true, false, true);
  }

  @Test
  void everyDigitStaysInItsBox() {
    for (int digit = 0; digit < 10; digit++) {
      for (Stroke[] way : DigitShapes.of(digit)) {
        for (Stroke stroke : way) {
          assertThat(stroke.points()).isGreaterThan(1);
          for (int i = 0; i < stroke.points(); i++) {
            assertThat(stroke.x()[i]).isBetween(0.0, 6.0);
            assertThat(stroke.y()[i]).isBetween(0.0, 10.0);
          }
        }
      }
    }
  }
}
