/**
 * The engine in a Spring Boot application: its properties and what Spring Boot configures
 * by itself. Each sub-package is one thing that an application gets.
 */
@NullMarked
package io.github.versionedschema.autoconfigure;

import org.jspecify.annotations.NullMarked;
