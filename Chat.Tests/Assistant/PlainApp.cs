using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>The real application with the settings of one test.</summary>
internal sealed class PlainApp(IReadOnlyList<string> settings) : ChatApp
{
    protected override IReadOnlyList<string> Settings => settings;
}
