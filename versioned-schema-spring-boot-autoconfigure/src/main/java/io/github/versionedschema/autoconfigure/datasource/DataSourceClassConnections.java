package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.util.PropertyElf;
import io.github.versionedschema.failure.Secrets;
import io.github.versionedschema.session.pin.JdbcUrl;
import io.github.versionedschema.session.pin.PhysicalConnections;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.common.BaseDataSource;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * Opens connections with pgjdbc's DataSource class, configured through bean properties as
 * HikariCP does it.
 */
final class DataSourceClassConnections implements PhysicalConnections {

	private final Class<?> type;

	private final Properties beanProperties;

	private final @Nullable JdbcUrl url;

	private final UnaryOperator<Properties> credentials;

	DataSourceClassConnections(String beanName, String className, Properties beanProperties, @Nullable String url,
			UnaryOperator<Properties> credentials) {
		this.type = ClassUtils.resolveClassName(className, getClass().getClassLoader());
		if (!BaseDataSource.class.isAssignableFrom(this.type) || !DataSource.class.isAssignableFrom(this.type)) {
			throw new UnpinnableDataSourceException(beanName, "its connections come from the class " + className,
					"Configure it with a JDBC URL, or with the class org.postgresql.ds.PGSimpleDataSource.");
		}
		this.beanProperties = new Properties();
		this.beanProperties.putAll(beanProperties);
		String own = Stream.of("url", "URL")
			.map(this.beanProperties::remove)
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.findFirst()
			.orElse(null);
		String chosen = (url != null) ? url : own;
		this.url = (chosen != null) ? new JdbcUrl(chosen) : null;
		this.credentials = credentials;
	}

	@Override
	public Connection open(Properties properties) throws SQLException {
		if (this.url != null) {
			this.url.requireDriver();
		}
		return Secrets.open(() -> configured(properties).getConnection());
	}

	private DataSource configured(Properties properties) throws SQLException {
		BaseDataSource dataSource = (BaseDataSource) BeanUtils.instantiateClass(this.type);
		PropertyElf.setTargetFromProperties(dataSource, this.beanProperties);
		if (this.url != null) {
			dataSource.setUrl(this.url.url());
		}
		Properties all = this.credentials.apply(new Properties());
		all.putAll(properties);
		// Its getter does not distinguish a configured name from the driver's default.
		if (this.beanProperties.keySet().stream().anyMatch((name) -> APPLICATION_NAME.equalsIgnoreCase(name.toString()))
				|| (this.url != null && this.url.sets(APPLICATION_NAME))) {
			all.remove(APPLICATION_NAME);
		}
		for (String name : all.stringPropertyNames()) {
			String value = all.getProperty(name);
			switch (name) {
				case "user" -> dataSource.setUser(value);
				case "password" -> dataSource.setPassword(value);
				default -> dataSource.setProperty(name, value);
			}
		}
		return (DataSource) dataSource;
	}

}
