package io.github.versionedschema.autoconfigure.datasource;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Finds pools of the supported kinds that are on the class path.
 */
final class Pools {

	private static final boolean HIKARI = isPresent("com.zaxxer.hikari.HikariDataSource");

	private static final boolean TOMCAT = isPresent("org.apache.tomcat.jdbc.pool.DataSource");

	private static final boolean DBCP2 = isPresent("org.apache.commons.dbcp2.BasicDataSource");

	private Pools() {
	}

	/**
	 * Finds the pool in a DataSource.
	 * @param beanName name of the DataSource's bean
	 * @param dataSource the DataSource, which may wrap the pool
	 * @return the pool, or null when it contains no supported pool
	 */
	static @Nullable Pool find(String beanName, DataSource dataSource) {
		Pool pool = HIKARI ? HikariPool.find(beanName, dataSource) : null;
		if (pool == null && TOMCAT) {
			pool = TomcatPool.find(beanName, dataSource);
		}
		if (pool == null && DBCP2) {
			pool = Dbcp2Pool.find(beanName, dataSource);
		}
		return pool;
	}

	private static boolean isPresent(String className) {
		return ClassUtils.isPresent(className, Pools.class.getClassLoader());
	}

}
