package io.github.versionedschema.autoconfigure.datasource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.versionedschema.session.AttachRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * Shows drivers other than JDBC how to attach a session: with the search path of a
 * session that the application's DataSource has attached.
 */
public final class AttachedSession {

	private final DataSourceChoice choice;

	private final PinnedPools pinned;

	private final BeanFactory beanFactory;

	private volatile @Nullable String searchPath;

	/**
	 * Creates an instance without opening a connection.
	 * @param choice of the application's DataSources
	 * @param pinned the pinned DataSources
	 * @param beanFactory contains the application's DataSources
	 */
	public AttachedSession(DataSourceChoice choice, PinnedPools pinned, BeanFactory beanFactory) {
		this.choice = choice;
		this.pinned = pinned;
		this.beanFactory = beanFactory;
	}

	/**
	 * Creates the DataSource. Must run on a thread that may create beans, before others
	 * use this.
	 */
	public void resolve() {
		this.beanFactory.getBean(name(), DataSource.class);
	}

	/**
	 * Returns the search path. The first call opens a connection, and so expands to the
	 * version or waits for it.
	 * @throws SQLException if the version cannot be used
	 */
	public String searchPath() throws SQLException {
		String path = this.searchPath;
		return (path != null) ? path : refresh();
	}

	/**
	 * Attaches a new session, to learn whether the version can be used now.
	 * @return its search path
	 * @throws AttachRefusedException if the version cannot be used
	 * @throws SQLException if no connection can be opened
	 */
	public String refresh() throws SQLException {
		try (Connection connection = dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select pg_catalog.current_setting('search_path')")) {
			row.next();
			String path = row.getString(1);
			this.searchPath = path;
			return path;
		}
	}

	/** The physical one, as a pool would wait for a version that is closed. */
	private DataSource dataSource() {
		PinnedPool pool = this.pinned.get(name());
		if (pool == null) {
			throw new UnpinnableDataSourceException(name(), "it was created before it could be pinned",
					"Let nothing use it before the application context has processed it.");
		}
		return pool.dataSource();
	}

	private String name() {
		String name = this.choice.first();
		if (name == null) {
			throw new UnpinnableDataSourceException("dataSource", "there is no DataSource bean",
					"Define one for the database of the schema.");
		}
		return name;
	}

}
