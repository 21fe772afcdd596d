namespace Chat.Assistant.Models;

/// <summary>Which models are asked, in which order.</summary>
internal interface IModelChoice
{
    ValueTask<IReadOnlyList<ModelSlot>> ListAsync(CancellationToken cancellationToken);
}
