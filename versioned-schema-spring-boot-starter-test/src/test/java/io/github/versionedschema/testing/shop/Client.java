package io.github.versionedschema.testing.shop;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of the same table for Spring Data JDBC.
 */
@Table("customer")
public record Client(@Id Long id, String name) {
}
