package bnn4j.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an option that names what its command writes. {@link DeclaredOutputs} checks all of them
 * before the command begins.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Writes {
  /** Whether it is a folder. */
  boolean folder() default false;

  /** Whether {@code -} prints instead. */
  boolean prints() default false;

  /** Whether no name stands for a place of the command's own. */
  boolean optional() default false;
}
