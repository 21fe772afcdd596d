namespace Chat.Core.Models;

/// <summary>Every model that Chat knows, by name.</summary>
public sealed class ModelCatalogue(IReadOnlyList<ModelEntry> entries)
{
    public static ModelCatalogue Official { get; } = new([.. VisionModels.All]);

    public IReadOnlyList<ModelEntry> Entries => entries;

    public ModelEntry? Find(string name) =>
        entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || entry.File == name || entry.OtherFiles.Contains(name));
}
