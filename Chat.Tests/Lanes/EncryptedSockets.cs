using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Chat.Tests.Running;

namespace Chat.Tests.Lanes;

/// <summary>Where the server encrypts by itself, a WebSocket is what it is elsewhere.</summary>
public sealed class EncryptedSockets(EncryptedSockets.App app) : IClassFixture<EncryptedSockets.App>, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => app.Keys.Delete(recursive: true);

    [Fact]
    public async Task It_reaches_the_hub_and_is_answered()
    {
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && certificate.GetCertHashString() == app.Certificate.GetCertHashString();
        await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "wss", Path = "/hubs/chat" }.Uri, Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, Token);

        var (heard, buffer) = ("", new byte[8_192]);
        while (!heard.Contains("\"target\":\"connected\"", StringComparison.OrdinalIgnoreCase))
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), Token).AsTask().WaitAsync(Limit, Token);
            Assert.Equal(WebSocketMessageType.Text, read.MessageType);
            heard += Encoding.UTF8.GetString(buffer, 0, read.Count);
        }
    }

    public sealed class App : ChatApp
    {
        public App()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(names.Build());
            var now = TimeProvider.System.GetUtcNow();
            Certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
            File.WriteAllBytes(KeyFile, Certificate.Export(X509ContentType.Pfx));
        }

        public DirectoryInfo Keys { get; } = Directory.CreateTempSubdirectory("chat-test-key-");

        public X509Certificate2 Certificate { get; }

        private string KeyFile => Path.Combine(Keys.FullName, "server.pfx");

        protected override IReadOnlyList<string> Settings =>
            ["--Kestrel:Endpoints:Encrypted:Url=https://127.0.0.1:0", $"--Kestrel:Endpoints:Encrypted:Certificate:Path={KeyFile}"];
    }
}
