package io.github.versionedschema.autoconfigure.r2dbc;

import org.springframework.beans.factory.InitializingBean;

/** Refuses to start an application whose schema would not be migrated. */
final class R2dbcAlone implements InitializingBean {

	@Override
	public void afterPropertiesSet() {
		throw new UnpinnableConnectionFactoryException(
				"There is a ConnectionFactory but no DataSource. The schema is migrated with a DataSource, and Spring "
						+ "Boot creates none beside a ConnectionFactory.",
				"""
						Add spring-boot-starter-jdbc and a DataSource for the same database and role, as \
						docs/data-libraries.md shows. An application without versions needs \
						versioned-schema.enabled=false.""");
	}

}
