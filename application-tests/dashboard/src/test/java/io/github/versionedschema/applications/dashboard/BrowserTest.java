package io.github.versionedschema.applications.dashboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class {@link Browser} parameters beside its database. All classes share
 * one browser. Where none is installed the tests are skipped and say so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PostgresTest
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {

}
