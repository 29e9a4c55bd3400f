package io.github.versionedschema.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class {@link TestDatabase} parameters.
 * <p>
 * A parameter of a constructor or of a {@code @BeforeAll} method is one database for the
 * whole class, including its nested classes. Otherwise each test method (each invocation
 * of a parameterized one) has its own database, which is shared by {@code @BeforeEach},
 * the test and {@code @AfterEach}. Databases are dropped at the end of their test or
 * class, even with open connections.
 * <p>
 * Conditions that tests wait for are looked at every 20 milliseconds for two minutes,
 * where a test does not say otherwise: most become true within a few.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith({ TestDatabaseExtension.class, PollExtension.class })
public @interface PostgresTest {

}
