using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Chat.Data.Postgres;

/// <summary>How the private PostgreSQL is reached: a Unix socket in a folder, or a port that only this machine sees.</summary>
internal sealed record ServerAddress(string Host, int Port)
{
    // The system's limit for a socket's path without the closing zero: 107 on Linux, 103 on macOS and the BSDs.
    private static readonly int MaxSocketPath = OperatingSystem.IsLinux() ? 107 : 103;

    private const int SocketPort = 5432;

    public bool IsSocket => Path.IsPathRooted(Host);

    /// <summary>The socket lies in the cluster's own folder, where no other user gets in.</summary>
    public static ServerAddress Choose(string cluster) =>
        FitsSocket(cluster) ? new(cluster, SocketPort) : new(IPAddress.Loopback.ToString(), FreePort());

    public static bool FitsSocket(string folder)
    {
        // Both PostgreSQL and Npgsql read a comma as the start of another address.
        if (OperatingSystem.IsWindows() || folder.Contains(',', StringComparison.Ordinal)) { return false; }
        return Encoding.UTF8.GetByteCount(Path.Combine(folder, $".s.PGSQL.{SocketPort}")) <= MaxSocketPath;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public override string ToString() => IsSocket ? Host : $"{Host}:{Port}";
}
