package io.github.versionedschema.autoconfigure.datasource;

import javax.sql.DataSource;

import io.github.versionedschema.failure.kind.UnsuitableException;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

/**
 * Thrown when a DataSource cannot be pinned to the application's version. It is not used
 * without the version.
 */
public final class UnpinnableDataSourceException extends UnsuitableException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param beanName name of the DataSource's bean
	 * @param reason why it cannot be pinned
	 * @param advice what to do
	 */
	public UnpinnableDataSourceException(String beanName, String reason, String advice) {
		super("unpinnable-datasource",
				"DataSource '%s' cannot be pinned to the application's version of the schema: %s.".formatted(beanName,
						reason),
				advice, advice);
	}

	static UnpinnableDataSourceException withoutPool(String beanName, DataSource dataSource) {
		if (dataSource instanceof EmbeddedDatabase) {
			return new UnpinnableDataSourceException(beanName,
					"it is an embedded database, and the migrations are for PostgreSQL",
					"""
							In a test, keep the application's DataSource with spring.test.database.replace=none or \
							@AutoConfigureTestDatabase(replace = NONE), and connect it to a PostgreSQL server. A test that \
							keeps an embedded database needs versioned-schema.enabled=false.""");
		}
		return new UnpinnableDataSourceException(beanName,
				"a %s is not one of the pools that can be pinned".formatted(dataSource.getClass().getName()),
				"""
						Use HikariCP, which is Spring Boot's default, or Tomcat's pool or DBCP2. If this DataSource delegates to \
						several pools, make each of them a bean. If it is not PostgreSQL or needs no versions, set \
						versioned-schema.enabled=false. Or name the DataSources to pin in versioned-schema.pin.""");
	}

}
